"""Messages about scans."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message

SCANS: dict[str, Message] = {
    "scan-runs": Message(
        _("A scan of this unit is open already"),
        _("Nothing was changed. Close that one first, or use it."),
    ),
    "scan-too-soon": Message(
        _("The last scan of this unit was told less than four weeks ago"),
        _("Nothing was opened. Two scans so close together could tell what one person said. Wait a while."),
    ),
    "scan-over": Message(
        _("This scan is over"),
        _("Nothing was changed. Its results are on its page."),
    ),
    "scan-full": Message(
        _("This link took all the sheets it may take"),
        _("Your answers were not counted. Ask whoever leads the meeting for another way in."),
    ),
    "scan-code-unknown": Message(
        _("This code does not work"),
        _("It may have been used already, or the scan is over. Type it once more, or ask for another slip."),
    ),
}

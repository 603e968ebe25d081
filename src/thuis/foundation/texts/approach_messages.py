"""Messages about the library of approaches."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message
from thuis.foundation.texts.scan_messages import SCANS

APPROACHES: dict[str, Message] = {
    "approach-waits": Message(
        _("A proposal for this approach waits already"),
        _("Nothing was saved. Wait until a second person has read it, then propose your change."),
    ),
    "approach-decided": Message(
        _("Somebody decided about this proposal already"),
        _("Nothing was changed. Look in the library to see what it says now."),
    ),
    "approach-not-whole": Message(
        _("This proposal is not whole yet"),
        _("Nothing was published. Send it back and ask for what is missing, such as the other language."),
    ),
    "approach-cannot": Message(
        _("This cannot be done with this approach now"),
        _("Nothing was changed. It may have been withdrawn or put back by somebody else."),
    ),
    "use-told": Message(
        _("This unit told already that it uses this"),
        _("Nothing was saved twice. Remove what stands there first, if it is wrong."),
    ),
}

APPROACHES |= SCANS

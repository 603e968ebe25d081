"""Messages about signals: what was picked out of the figures."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message

SIGNALS: dict[str, Message] = {
    "signal-reason": Message(
        _("Say how it ends"),
        _("A signal ends with a few words: what was decided, or why it stops. Go back and fill them in."),
    ),
    "signal-open-already": Message(
        _("There is an open signal of this figure"),
        _("Nothing was changed. Use that one; this one stays closed as it was."),
    ),
}

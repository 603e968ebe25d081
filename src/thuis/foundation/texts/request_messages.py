"""Messages about requests that cannot be read, and about a site that is short of something."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message

REQUESTS: dict[str, Message] = {
    "request-unreadable": Message(
        _("We cannot read this request"),
        _("Nothing was changed. Check the address, or start at the beginning."),
    ),
    "request-too-large": Message(
        _("This is too much at once"),
        _("Nothing was saved. Send a smaller file, or fill in less at a time."),
    ),
    "out-of-reach": Message(
        _("We cannot get at what we keep right now"),
        _("What you saved before is still there. This was not saved: try again in a minute."),
    ),
    "disk-full": Message(
        _("There is no room to save this right now"),
        _("What you saved before is still there. This was not saved: try again in a few minutes."),
    ),
}

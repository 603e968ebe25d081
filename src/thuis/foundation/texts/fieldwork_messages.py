"""Messages of fieldwork: kits of ambassadors and their visits."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message

FIELDWORK: dict[str, Message] = {
    "kit-unknown": Message(
        _("This address does not work any more"),
        _("Ask for a new one where you got it. Do you need your own link? Find it in your mail."),
    ),
    "kit-over": Message(
        _("This round is not open"),
        _("Nothing was changed. Visits can be written down while students can answer."),
    ),
    "class-visit-stays": Message(
        _("This visit was written down more than a day ago"),
        _("It stays as it is. Tell your coordinator when something is wrong."),
    ),
}

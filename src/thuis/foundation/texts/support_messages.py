"""Messages about help: events without names, stories with a code, panels and reports."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message

SUPPORT: dict[str, Message] = {
    "event-closed": Message(
        _("You cannot sign up for this"),
        _("It is over, called off, or you can just come. Look what else is on."),
    ),
    "event-full": Message(
        _("Even the waiting list is full"),
        _("Nothing was kept. Look what else is on, or walk in at the centre."),
    ),
    "place-unknown": Message(
        _("We know no place with this code"),
        _("Type it as you wrote it down. It may be given up, or the event is a week ago."),
    ),
    "story-unknown": Message(
        _("We know no story with this code"),
        _("Type it as you wrote it down. If it was taken back, it is erased and nothing is left."),
    ),
    "story-weights": Message(
        _("The three parts do not make 100"), _("Nothing was saved. They make %(total)s; divide 100 points.")
    ),
    "story-consent": Message(
        _("Choose who may read it"), _("Nothing was changed. Go back and choose one of the three.")
    ),
    "story-moved-on": Message(
        _("A story was taken back or chosen already"),
        _("Nothing was saved. Open the list again: it shows the stories that are left."),
    ),
    "panel-not-mixed": Message(
        _("A panel has students and colleagues"), _("Nothing was saved. Read with at least one of each.")
    ),
    "panel-chose": Message(
        _("A panel chooses one to %(most)s stories"),
        _("Nothing was saved. Write down why with each story that was chosen."),
    ),
    "effect-elsewhere": Message(
        _("That belongs to another centre"), _("Nothing was saved. Choose from the map of this centre.")
    ),
    "impact-needs-story": Message(
        _("There is no report yet"), _("No number is shown without a story that these readers may see.")
    ),
    "impact-needs-count": Message(
        _("There is no report yet"), _("No story is shown without a number beside it. Count visits first.")
    ),
    "tally-unknown": Message(
        _("That cannot be counted"), _("Nothing was counted. Use the buttons on the page.")
    ),
}

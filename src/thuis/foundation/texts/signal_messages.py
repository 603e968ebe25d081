"""Messages about signals, and about what follows from them."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message

SIGNALS: dict[str, Message] = {
    "signal-reason": Message(
        _("Say how it ends"),
        _("A signal ends with a few words: what was decided, or why it stops. Go back and fill them in."),
    ),
    "signal-figure": Message(
        _("A signal by hand carries no figures"),
        _("Nothing was saved. Leave the figure out, or make the signal from a card with results."),
    ),
    "signal-open-already": Message(
        _("There is an open signal of this figure"),
        _("Nothing was changed. Use that one; this one stays closed as it was."),
    ),
    "loop-cannot": Message(
        _("This cannot be done any more"),
        _("Nothing was changed. Somebody went on with it meanwhile; go back and look how it stands."),
    ),
    "session-without-students": Message(
        _("No student is at the table"),
        _("Nothing was changed. Invite a student, or write down why none is there."),
    ),
    "candidate-twice": Message(
        _("This stands there already"),
        _("Nothing was saved twice. Change what stands there."),
    ),
    "plan-reason": Message(
        _("Say why it does not go on"),
        _("Nothing was changed. Students and colleagues want to know; go back and write it down."),
    ),
    "plan-not-agreed": Message(
        _("The student did not agree yet"),
        _("Nothing was saved. A student is named only when she agreed; ask her first."),
    ),
    "telling-not-whole": Message(
        _("It cannot be published yet"),
        _("Nothing was published. Write what students said and what we do in both languages."),
    ),
}

"""Messages about the keys that open a round, and about documents."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message

KEYS: dict[str, Message] = {
    "answers-wait": Message(
        _("Your answers are safe, your letter comes a little later"),
        _("A key that we need is not on the server now. You are done: open your link again tomorrow."),
    ),
    "key-not-loaded": Message(
        _("We cannot look into this round now"),
        _("Nothing is lost. A key that we need is not on the server. Try again tomorrow."),
    ),
    "key-destroyed": Message(
        _("Nobody can find these answers any more"),
        _("The second key of this round was destroyed, as we promised. No way leads back to a name."),
    ),
    "round-needs-keys": Message(
        _("A second key is not on the server"),
        _("Nothing was opened. Ask the custodian to make and load the key of: %(names)s."),
    ),
    "key-unknown": Message(
        _("There is no key or round of that name"), _("Look with `thuis keys status`, and try again.")
    ),
    "key-exists": Message(
        _("There is a key already"),
        _("Nothing was changed. Load that one. Is it lost for good? Then add --again."),
    ),
    "key-too-late": Message(
        _("Answers lie under another key already"),
        _("Nothing was changed. A new key loses the way to them; add --again if you want that."),
    ),
    "key-still-needed": Message(
        _("This key is still needed"),
        _("Nothing was destroyed. Close the round first, and wait until its last answers have moved."),
    ),
    "key-of-something-else": Message(
        _("This is not the key that was made for it"), _("Nothing was loaded. Look at the name on the paper.")
    ),
    "key-wrong-length": Message(
        _("A key has %(groups)s groups of %(characters)s characters"),
        _("Nothing was loaded. You typed %(typed)s characters in all."),
    ),
    "file-is-no-document": Message(
        _("%(file)s is no kind of document that we write"),
        _("Nothing was written. Give a name that ends in .md or .pdf."),
    ),
    "key-wrong-group": Message(
        _("There is a mistake in group %(group)s"),
        _("Nothing was loaded. Compare ‘%(typed)s’ with the paper."),
    ),
}

"""Messages about roles of students: files of agencies, what is told by hand, statements, the board."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.message import Message

ROLES: dict[str, Message] = {
    "participation-one-year": Message(
        _("These days lie in more than one year"),
        _("Choose days within one calendar year: a student has another pseudonym each year."),
    ),
    "participation-forgotten": Message(
        _("Roles of these days were forgotten already"),
        _("Nothing was made. Figures of what is left would not be right; those of before stay."),
    ),
    "role-not-told": Message(
        _("This role is not told by hand"),
        _("Paid roles come from payroll. Choose another role, or wait for the file."),
    ),
    "role-days": Message(
        _("These days cannot be right"),
        _("Nothing was saved. A role lasts a year at most, and lies less than two years back."),
    ),
    "role-hours": Message(
        _("There are more hours than the days hold"), _("Nothing was saved. Correct the hours or the days.")
    ),
    "role-number": Message(
        _("This is not a student number"),
        _("Nothing was saved. Write 3 to 12 digits, with at most two letters before them."),
    ),
    "role-known-already": Message(
        _("This role is known already for these days"), _("Nothing was added. Look at what is known first.")
    ),
    "role-answered": Message(
        _("Somebody answered this already"), _("Nothing was changed. Look at the list again.")
    ),
    "roles-not-agreed": Message(
        _("You did not agree yet"), _("Nothing was looked up. Say first that you want to see your roles.")
    ),
    "statement-unknown": Message(
        _("We know no statement with this code"),
        _("Type it as it stands on the paper. It may also have been taken back, or be too old."),
    ),
    "own-link-missing": Message(
        _("We do not know who you are"), _("Ask for a link to your roles. It comes by mail.")
    ),
    "own-link-old": Message(
        _("This link is too old"), _("A link works for half an hour. Ask for a new one; it comes by mail.")
    ),
    "opening-cannot": Message(
        _("That is not possible now"), _("Nothing was changed. Look at the board again.")
    ),
    "opening-over": Message(
        _("The last day to apply is over"), _("Nothing was published. Give it a later last day first.")
    ),
    "opening-closed": Message(
        _("You can no longer apply for this role"), _("Look at the board for roles that are open now.")
    ),
    "roles-map-unreadable": Message(
        _("The file “%(file)s” is no TOML"),
        _("Write a part [columns] and a part [roles], each with lines like “Nr” = “number”."),
    ),
    "roles-file-has-problems": Message(
        _("This file still has problems"),
        _("Nothing was saved. Mend them, or choose to leave those rows out."),
    ),
    "roles-file-shrinks": Message(
        _("This file has far fewer rows than what it replaces"),
        _("Nothing was saved. Is it complete? Then say so and confirm again."),
    ),
}

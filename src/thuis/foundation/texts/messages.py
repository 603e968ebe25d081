"""The words of every user error: what happened, what was kept, what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.approach_messages import APPROACHES
from thuis.foundation.texts.fieldwork_messages import FIELDWORK
from thuis.foundation.texts.key_messages import KEYS
from thuis.foundation.texts.message import Message
from thuis.foundation.texts.request_messages import REQUESTS
from thuis.foundation.texts.role_messages import ROLES
from thuis.foundation.texts.signal_messages import SIGNALS
from thuis.foundation.texts.support_messages import SUPPORT

MESSAGES: dict[str, Message] = {
    "not-found": Message(
        _("This page does not exist"),
        _("The address may be old or mistyped. Go back, or start at the beginning."),
    ),
    "not-allowed": Message(
        _("This page is not for you"),
        _("You are signed in, but your role does not open this page. Ask your admin."),
    ),
    "form-expired": Message(
        _("This form was open too long"),
        _("Nothing was lost: what you saved before is still there. Go back, reload the page and try again."),
    ),
    "link-unknown": Message(
        _("This link does not work"),
        _("It may be incomplete or replaced by a newer one. Open the link from your latest mail again."),
    ),
    "link-missing": Message(
        _("Use the link from your mail"),
        _("This page needs your own link. Open the mail that invited you, and use the link in it."),
    ),
    "answers-handed-in": Message(
        _("You already handed in your answers"),
        _("Nothing was saved twice. Your letter is still there: open your link again."),
    ),
    "not-started": Message(
        _("You have not started yet"), _("Open your link again and choose to take part. Nothing is lost.")
    ),
    "no-letter-yet": Message(
        _("There is no letter yet"), _("You get your letter as soon as you answer. Open your link to begin.")
    ),
    "mail-on-its-way": Message(
        _("This mail is on its way already"),
        _("Nothing was sent twice. Look again in a few minutes to see what became of it."),
    ),
    "round-not-open-yet": Message(
        _("You are early"), _("You can answer from %(day)s. Your link will work then.")
    ),
    "round-closed": Message(
        _("This round has closed"),
        _("You could answer until %(day)s. Answers you handed in are kept. Others were erased."),
    ),
    "page-not-on-route": Message(
        _("This page is not among your questions"),
        _("Your answers are saved. Open your link again to go on where you were."),
    ),
    "round-day-passed": Message(
        _("This day has passed"), _("Nothing was changed. Choose today or a later day.")
    ),
    "round-cannot": Message(_("That is not possible now"), _("The round is %(state)s. Nothing was changed.")),
    "reminder-sent": Message(
        _("This reminder has gone out"), _("Nothing was changed. You can still plan another one.")
    ),
    "reminders-full": Message(
        _("There are %(most)s reminders already"), _("Nothing was added. Change one that has not gone out.")
    ),
    "questionnaire-problems": Message(
        _("The questionnaire is not ready"), _("Nothing was opened. Mend this first: %(problems)s.")
    ),
    "link-used": Message(
        _("This link no longer works"),
        _("A link works once, for 15 minutes. Ask for a new one on the sign-in page."),
    ),
    "no-sign-up": Message(
        _("You cannot make an account yourself"),
        _("Your admin makes it. Are you a student? You need no account: use the link in your mail."),
    ),
    "no-institution": Message(
        _("There is no institution yet"),
        _("Say its name: add --institution 'Name of the institution'."),
    ),
    "unknown-unit": Message(
        _("There is no unit with the code %(code)s"),
        _("Look up the code of the programme or domain, and try again."),
    ),
    "only-a-button": Message(
        _("This address is only for a button"),
        _("Nothing was changed. Go back to the page before, and press the button there."),
    ),
    "release-columns-missing": Message(
        _("The responses file misses columns"),
        _("Nothing was built. Add these, or take them out of the rules: %(columns)s."),
    ),
    "release-value-unclear": Message(
        _("A value cannot name a cell"),
        _("Nothing was built. Write %(value)s in %(dimension)s without a bar between spaces."),
    ),
    "release-value-out-of-range": Message(
        _("An answer lies outside the range of its measure"),
        _(
            "Nothing was built. %(wrong)s answers to %(measure)s are not between %(low)s and %(high)s. "
            "Correct the file, or the range in the rules."
        ),
    ),
    "release-no-number": Message(
        _("A text stands where a number belongs"),
        _("Nothing was built. The engine says: %(said)s. Correct the responses."),
    ),
    "release-engine-does-not-fit": Message(
        _("The engine %(engine)s cannot read these responses"),
        _(
            "Nothing was built. postgresql reads postgresql://…#table, the others read a file. "
            "Or leave --engine out."
        ),
    ),
    "release-spark-is-not-there": Message(
        _("Spark is not installed"),
        _("Nothing was built. Run pip install 'thuis[spark]', or leave --engine out: then DuckDB does it."),
    ),
    "release-spark-does-not-start": Message(
        _("Spark does not start"),
        _(
            "Nothing was built. Spark needs Java 17 or newer: install it, or set JAVA_HOME to its folder. "
            "If it is there, look at --master: now it is %(master)s."
        ),
    ),
    "release-round-not-listed": Message(
        _("A round is not in the list of the rules"),
        _("Nothing was built. Add %(round)s to rounds in the rules, in its place, or leave rounds out."),
    ),
    "release-enrolment-line": Message(
        _("The enrolment file has a mistake in line %(line)s"),
        _("Nothing was built. Give round, dimension, value and a number, or <5."),
    ),
    "release-few-changes": Message(
        _("Too few answers changed for a new version"),
        _(
            "Nothing was built. In %(cells)s cells fewer than ten answers changed; the first is %(first)s. "
            "Wait until more have changed."
        ),
    ),
    "server-error": Message(
        _("Something went wrong on our side"),
        _("What you saved before is still there. Try again in a minute."),
    ),
    "answer-impossible": Message(
        _("This answer is not one of the choices"),
        _("Your other answers are kept. Choose one of the answers on the page."),
    ),
    "answer-not-a-number": Message(
        _("This must be a whole number"),
        _("Your other answers are kept. Fill in a number from %(low)s to %(high)s."),
    ),
    "answer-too-long": Message(
        _("This text is too long"),
        _("Use at most %(high)s characters. Yours has %(length)s."),
    ),
    "answer-excludes": Message(
        _("These answers do not go together"),
        _("Your other answers are kept. Take away 'none of these', or take away the rest."),
    ),
}


# What can go wrong with a file that comes in, and with the institution itself.
MESSAGES |= {
    "file-not-found": Message(_("There is no file %(file)s"), _("Check the name and the folder.")),
    "import-too-large": Message(
        _("The file is too large"),
        _("Nothing was kept. Send at most %(megabytes)s MB; split it by programme."),
    ),
    "import-empty": Message(_("The file is empty"), _("Save it again from your source and upload it.")),
    "import-moved-on": Message(
        _("This import has moved on"),
        _("Somebody confirmed, undid or discarded it. Open the list of imports to see where it stands."),
    ),
    "import-has-problems": Message(
        _("This file has problems"),
        _("Nothing was imported. Repair the problems in the file and upload it again."),
    ),
    "import-ends-many": Message(
        _("This import ends %(ended)s of %(current)s enrolments"),
        _("Nothing was imported. Is the file complete? Then tick the box that says so, and confirm again."),
    ),
    "import-touched-later": Message(
        _("This import cannot be undone"),
        _("Later changes touched the same people. Undo those first, or correct by a new import."),
    ),
    "import-used-since": Message(
        _("This import cannot be undone"),
        _("People that it added already take part: a round, a role or a group. End them by a new import."),
    ),
    "counts-have-problems": Message(
        _("The file has %(number)s problems"),
        _("Nothing was imported. Repair the file, or add --leave-out-problems to import the other rows."),
    ),
    "code-tables-missing": Message(
        _("Tables are missing: %(files)s"), _("Put them in the folder and try again.")
    ),
    "institution-unknown": Message(_("The tables do not know %(brin)s"), _("Check the BRIN code.")),
    "last-admin": Message(
        _("This is the last functional admin"),
        _("Nothing changed. Give the role to a colleague first, then end this one."),
    ),
    "still-enrolled": Message(
        _("%(number)s students are still enrolled"),
        _("Nothing changed. End their enrolments first, by an import or by hand in your student system."),
    ),
    "unit-not-empty": Message(
        _("There are still programmes in this domain"),
        _("Nothing changed. Move the programmes to another domain, or end them first."),
    ),
    "role-is-for-staff": Message(
        _("A student cannot hold a role"), _("Look up the colleague and try again.")
    ),
    "institution-is-another": Message(
        _("Here stands institution %(here)s, not %(there)s"),
        _("One installation serves one institution. Make a new one for another."),
    ),
}


# What can go wrong with a figure.
MESSAGES |= {
    "statistics-too-few": Message(
        _("There are too few answers for this figure"),
        _("It needs %(needed)s and there are %(found)s. Choose a larger group, or wait for more answers."),
    ),
    "statistics-too-few-columns": Message(
        _("There are too few columns for this figure"),
        _("It needs %(needed)s and there are %(found)s. Add questions or scales."),
    ),
    "statistics-not-numbers": Message(
        _("A column holds something that is not a number"),
        _("Nothing was computed. Leave out text and empty cells, and try again."),
    ),
    "statistics-do-not-match": Message(
        _("The columns do not belong together"),
        _("Nothing was computed. Every column needs one value per person."),
    ),
    "statistics-option": Message(
        _("The setting '%(name)s' is out of its range"),
        _("Nothing was computed. The reference says which values are possible."),
    ),
    "statistics-no-spread": Message(
        _("Everybody gave the same answer"),
        _("Where nothing differs there is nothing to compare. Choose another question or a larger group."),
    ),
    "statistics-margin-empty": Message(
        _("Nobody in '%(group)s' answered"),
        _("Answers cannot be weighted to %(margin)s like this. Join the group with another one first."),
    ),
    "statistics-margin-unknown": Message(
        _("It is not known how many people '%(group)s' has"),
        _("Give the number of enrolments for every group of %(margin)s that answered."),
    ),
    "statistics-margins-differ": Message(
        _("The margins count different numbers of people"),
        _("Nothing was weighted. Let all margins come from the same day and the same students."),
    ),
    "statistics-lonely-cluster": Message(
        _("A stratum has one cluster only"), _("Its spread cannot be known. Join it with another stratum.")
    ),
    "statistics-doubled": Message(
        _("Somebody answered the same round twice"), _("Nothing was computed. Keep one response per person.")
    ),
    "statistics-did-not-settle": Message(
        _("The computation did not settle"),
        _("No figure is better than a wrong one. Take a simpler model, or more answers."),
    ),
    "statistics-not-identified": Message(
        _("The model asks more than the answers can tell"),
        _("Nothing was computed. Leave out a part of the model, or add questions."),
    ),
    "statistics-unknown-name": Message(
        _("The model speaks of '%(name)s', which is not there"), _("Check the name, and give the column.")
    ),
}


# Releases of the site, and programs that read them.
MESSAGES |= {
    "not-signed-in": Message(
        _("Sign in first"), _("This address needs the session of a colleague who may read results.")
    ),
    "too-often": Message(_("That is too often"), _("Nothing is lost. Wait a minute, and ask again.")),
    "api-unknown-parameter": Message(
        _("There is no parameter %(name)s"), _("Look in /api/v1/openapi.json which ones there are.")
    ),
    "api-parameter-wrong": Message(
        _("The parameter %(name)s is missing or wrong"),
        _("Ask /api/v1/releases/ and its dimensions and measures which values there are."),
    ),
    "research-decide-another": Message(
        _("Somebody else decides on this request"),
        _("Nothing was changed. Ask another researcher, or an admin."),
    ),
    "research-moved-on": Message(
        _("That is not possible now"), _("This request stands at: %(state)s. Nothing was changed.")
    ),
    "research-no-package": Message(
        _("There is no package here"),
        _("It is not ready, its last day has passed, or somebody else asked for it."),
    ),
    "research-until": Message(
        _("Choose another last day"),
        _("Nothing was saved. Take a day from tomorrow, at most %(days)s days from now."),
    ),
    "words-another": Message(
        _("Somebody else decides on this"),
        _("Nothing was changed. Ask the other reader, another researcher or an admin."),
    ),
    "words-no-questions": Message(
        _("This round has no open questions"), _("Nothing was collected. Choose another round.")
    ),
    "words-not-a-part": Message(
        _("A quote holds only what stands in the text"),
        _("Leave words out with … or mask them. Change or add nothing else."),
    ),
    "words-not-in-text": Message(
        _("‘%(words)s’ does not stand in this text"),
        _("Nothing was saved. Copy the words as they stand there."),
    ),
    "words-not-now": Message(
        _("That is not possible now"), _("These open answers stand at: %(state)s. Nothing was changed.")
    ),
    "words-once": Message(
        _("These open answers were collected already"), _("That is done once per round. Nothing was changed.")
    ),
    "words-quotes-enough": Message(
        _("This theme has enough quotes"), _("At most %(most)s. Take one away first.")
    ),
    "words-readers-only": Message(
        _("Only the two readers of this round see these texts"), _("Nothing was changed.")
    ),
    "words-theme-not-here": Message(
        _("This text does not have this theme"), _("Nothing was changed. Choose another text.")
    ),
    "words-theme-too-small": Message(
        _("No quotes from this theme"),
        _("A theme needs %(least)s texts, and readers who agree. Choose another theme."),
    ),
    "words-too-many-themes": Message(
        _("There are enough themes"), _("At most %(most)s. Take one out first.")
    ),
    "api-key-unknown": Message(
        _("This key opens nothing"),
        _("It is wrong, ended or too old. Make a new one in your account."),
    ),
    "api-key-until": Message(
        _("Choose another last day"),
        _("No key was made. Take a day from tomorrow, at most %(days)s days from now."),
    ),
    "keys-full": Message(
        _("You have %(most)s keys already"),
        _("No key was made. End one that you do not use any more."),
    ),
    "release-nothing-new": Message(
        _("There is nothing new to release"),
        _("Every closed round is in the latest release. Nothing was changed."),
    ),
    "participation-period": Message(
        _("This is not a period"),
        _("Nothing was changed. Write a year or a quarter, such as 2023 or 2023-q1."),
    ),
    "participation-few-changes": Message(
        _("The figures stay as they are"),
        _("In every unit fewer than %(people)s students changed. New figures would show who they are."),
    ),
    "participation-no-figures": Message(
        _("There are no figures of %(period)s"),
        _("Nothing was printed. Make the figures of this period first."),
    ),
    "participation-nothing-recorded": Message(
        _("Nothing is recorded of this period"),
        _("No figures were made. Import the file of the quarter first."),
    ),
    "release-being-made": Message(
        _("A release is being made right now"),
        _("Nothing was changed. Wait until it is done, and look again."),
    ),
    "release-does-not-hold": Message(
        _("The new release failed its own check"),
        _("It was thrown away; the latest release stands. Tell whoever maintains Thuis."),
    ),
}

MESSAGES |= KEYS | ROLES | APPROACHES | SIGNALS | FIELDWORK | SUPPORT | REQUESTS


def message_for(key: str, values: Mapping[str, object]) -> Message:
    """The message of a key with its values filled in."""
    message = MESSAGES[key]
    return Message(str(message.title) % values, str(message.cure) % values)

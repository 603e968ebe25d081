"""The words for every deed in the log. One table: a deed without words cannot slip in, a guard looks."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from thuis.foundation.institution.models import Role

DEEDS: Mapping[str, object] = {
    "address-saved": _("corrected a mail address"),
    "ambassador-kit.ended": _("ended a kit of an ambassador"),
    "ambassador-kit.made": _("made a kit for an ambassador"),
    "ambassador-kit.renewed": _("gave an ambassador a new link"),
    "approach.confirmed": _("said that an approach is still true"),
    "approach.installed": _("put an approach of Thuis in the library"),
    "approach.presented": _("chose whether an approach is presented"),
    "approach.proposed": _("proposed an approach"),
    "approach.published": _("published an approach"),
    "approach.returned": _("sent a proposed approach back"),
    "approach.restored": _("put an approach back in the library"),
    "approach.use-removed": _("removed where an approach is used"),
    "approach.use-told": _("told where an approach is used"),
    "approach.withdrawn": _("took an approach out of the library"),
    "candidate.chosen": _("chose what to work on, or took that back"),
    "candidate.removed": _("removed something that was weighed"),
    "candidate.weighed": _("weighed an element in a session"),
    "centre.profile-saved": _("changed the profile of a success centre"),
    "class-visit.removed": _("removed a class visit"),
    "class-visit.saved": _("noted a class visit"),
    "colleague-invited": _("invited a colleague"),
    "counts-imported": _("imported enrolment counts"),
    "effect.noted": _("noted what followed"),
    "effect.removed": _("took something off a ripple map"),
    "event.saved": _("changed an event"),
    "import-confirmed": _("confirmed an import"),
    "import-discarded": _("threw away an import"),
    "import-expired": _("removed an import that was never confirmed"),
    "import-undone": _("undid an import"),
    "import-uploaded": _("uploaded a file"),
    "institution-taken-over": _("filled the institution from DUO"),
    "invitation-text.saved": _("changed the words of an invitation"),
    "invitation.address-corrected": _("corrected the address of an invitation"),
    "invitation.renewed": _("gave a student a new link"),
    "invitation.sent-again": _("sent an invitation again"),
    "invitations.sent-again": _("sent failed invitations again"),
    "program-key.made": _("made a key for a program"),
    "program-key.revoked": _("ended a key for a program"),
    "key.destroyed": _("destroyed a second key"),
    "key.loaded": _("put a second key on the server"),
    "key.made": _("made a second key"),
    "key.made-again": _("made a second key once more"),
    "offer.checked": _("checked a support offer"),
    "offer.saved": _("changed a support offer"),
    "offers-file.confirmed": _("imported support offers"),
    "offers-file.discarded": _("threw away a file of support offers"),
    "offers-file.expired": _("removed a file of support offers that was never confirmed"),
    "offers-file.undone": _("undid an import of support offers"),
    "offers-file.uploaded": _("uploaded a file of support offers"),
    "scan.closed": _("closed a scan"),
    "scan.opened": _("opened a scan"),
    "scan.slips-made": _("made slips for a scan"),
    "signal.closed": _("closed a signal"),
    "signal.explained": _("said why a signal matters"),
    "signal.made": _("made a signal of a figure"),
    "signal.reopened": _("opened a signal again"),
    "signal.said": _("made a signal by hand"),
    "plan.looked-again": _("looked again at an action"),
    "plan.logged": _("noted what was done in an action"),
    "plan.moved": _("said how an action stands"),
    "plan.note-removed": _("removed a note about an action"),
    "plan.saved": _("made or changed an action"),
    "session.moved": _("said how a session went on"),
    "session.saved": _("planned or changed a session"),
    "session.written-down": _("wrote down what a session said"),
    "telling.published": _("told students what was done"),
    "telling.saved": _("wrote what students will hear"),
    "telling.withdrawn": _("took away what students were told"),
    "programme-at-site-ended": _("ended a programme at a site"),
    "programme-at-site-saved": _("placed a programme at a site"),
    "programme-moved": _("moved a programme"),
    "participation.released": _("made figures on participation"),
    "release.made": _("released the figures of closed rounds"),
    "research.approved": _("approved a request for research data"),
    "research.asked": _("asked for research data"),
    "research.downloaded": _("took research data out"),
    "research.expired": _("removed research data after its last day"),
    "research.made": _("made research data"),
    "research.refused": _("refused a request for research data"),
    "research.too-few": _("made no research data: too few students agreed"),
    "research.withdrawn": _("ended her own request for research data"),
    "reminder.removed": _("removed a reminder"),
    "reminder.saved": _("changed a reminder"),
    "reports.asked": _("had reports made of several units"),
    "results.hidden": _("took the findings of a round away from students"),
    "results.shown": _("showed the findings of a round to students"),
    "retention.forgot": _("removed what was kept long enough"),
    "role-ended": _("ended a role"),
    "role-given": _("gave a role"),
    "role.confirmed": _("confirmed a role of a student"),
    "role.refused": _("did not confirm a role of a student"),
    "role.registered": _("registered a role of a student"),
    "role-type.saved": _("changed a kind of role"),
    "gap.removed": _("took back that something is not recorded"),
    "staff-hours.removed": _("removed hours of staff"),
    "gap.saved": _("said that something is not recorded"),
    "opening.closed": _("took a role off the board"),
    "opening.published": _("put a role on the board"),
    "opening.saved": _("wrote a role for the board"),
    "staff-hours.saved": _("entered hours of staff"),
    "stories.chosen": _("noted which stories a panel chose"),
    "target.saved": _("set a target for roles"),
    "roles-file.confirmed": _("imported roles of students"),
    "roles-file.discarded": _("threw away a file of roles"),
    "roles-file.expired": _("removed a file of roles that was never confirmed"),
    "roles-file.explained": _("said what a file of roles means"),
    "roles-file.undone": _("undid an import of roles"),
    "roles-file.uploaded": _("uploaded a file of roles"),
    "round.closed": _("closed a round"),
    "round.extended": _("moved the last day of a round"),
    "round.invited": _("made invitations"),
    "round.opened": _("opened a round"),
    "round.saved": _("changed a round"),
    "round.target-set": _("set a target for the response"),
    "site-ended": _("ended a site"),
    "site-saved": _("changed a site"),
    "unit-ended": _("ended a unit"),
    "unit-saved": _("changed a unit"),
    "words.asked": _("asked to tell the themes of open answers"),
    "words.closed": _("finished with open answers and removed the texts"),
    "words.codebook-saved": _("changed the themes of a codebook"),
    "words.collected": _("put the open answers of a round together"),
    "words.masked": _("took words out of an open answer"),
    "words.quote-proposed": _("proposed a quote"),
    "words.quote-shown": _("showed a quote"),
    "words.quote-withdrawn": _("took a quote away"),
    "words.read": _("read the last open answer"),
    "words.reader": _("became a reader of open answers"),
    "words.refused": _("sent themes back to their readers"),
    "words.released": _("told the themes of open answers"),
    "words.too-few": _("put no open answers together: too few"),
    "second-factors-forgotten": _("forgot second factors"),
    "sessions-ended": _("ended sessions"),
    "sign-in-failed": _("somebody tried to sign in, in vain"),
    "signed-in": _("signed in"),
    "signed-out": _("signed out"),
    "use-sign-in-link": _("signed in with a link"),
}
SERVER = _("the server")
OPERATOR = "operator:"


def deed_in_words(code: str) -> str:
    """A deed such as `role-given:lecturer` as people say it; an unknown one (an older version) as it is."""
    deed, _colon, detail = code.partition(":")
    words = str(DEEDS.get(deed, code))
    return f"{words} ({_role(detail)})" if detail and deed in DEEDS else words


def actor_in_words(name: str) -> str:
    """A colleague by name; a command as the server with that command."""
    return f"{SERVER} ({name.removeprefix(OPERATOR)})" if name.startswith(OPERATOR) else name


def about_in_words(about: str) -> str:
    """`monitor.round:5` is number 5: what kind of thing it is, the deed tells."""
    kind, _colon, number = about.rpartition(":")
    return str(_("no. %(number)s")) % {"number": number} if "." in kind and number.isdigit() else about


def _role(detail: str) -> str:
    return str(Role.Kind(detail).label) if detail in Role.Kind.values else detail

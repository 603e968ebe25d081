"""The titles that go with a release of the site: from the questionnaires, the institution and the house."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuis.core.disclosure.model import BOTH, EVERYTHING, PANEL, Measure
from thuis.core.disclosure.titles import Titles, titles_of
from thuis.core.texts import Text
from thuis.foundation.institution.models import Form, Site, Unit
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.texts.content import typology

KINDS = {
    EVERYTHING: Unit.Kind.INSTITUTION.label,
    "domain": Unit.Kind.DOMAIN.label,
    "site": _("site"),
    "programme": Unit.Kind.PROGRAMME.label,
    "study_year": _("year of study"),
    "form": _("form of study"),
    "language": _("language of the answers"),
    PANEL: _("answers over the years"),
}
LANGUAGES = {"nl": pgettext_lazy("language", "Dutch"), "en": pgettext_lazy("language", "English")}


def site_titles(rounds: Sequence[ClosedRound], measures: Sequence[Measure]) -> Titles:
    """Titles of these measures and of everything they are divided by. `rounds`: oldest first."""
    asked = titles_of([one.questionnaire for one in reversed(rounds)], measures, typology())
    values = {
        **_units(),
        "site": {code: Text(name, name) for code, name in Site.objects.values_list("code", "name")},
        "form": {str(form.value): _both(form.label) for form in Form},
        "language": {code: _both(words) for code, words in LANGUAGES.items()},
        PANEL: {BOTH: _both(_("answered this round and the one before"))},
    }
    return Titles(
        asked.measures, asked.options, {name: _both(words) for name, words in KINDS.items()}, values
    )


def _units() -> dict[str, dict[str, Text]]:
    found: dict[str, dict[str, Text]] = {}
    for unit in Unit.objects.all():
        found.setdefault(unit.kind, {})[unit.code] = Text(unit.name_in("nl"), unit.name_in("en"))
    whole = next(iter(found.get(EVERYTHING, {}).values()), None)
    return {**found, EVERYTHING: {"all": whole}} if whole else found


def _both(words: str | Promise) -> Text:
    said = {}
    for language in ("nl", "en"):
        with translation.override(language):
            said[language] = str(words)
    return Text(**said)

"""What a process that serves pages does once, before the first visitor.

Every page leaves rings of objects behind. Python's collector looks for them after each 700 new objects and
then walks through everything the site ever loaded: a sixth of all processor time. What is loaded now stays,
so it is set apart, and the collector comes by less often (ADR 0040).
"""

import atexit
import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

import thuis
from thuis.core.statistics.ranks import widest_gap

# New objects before a walk through the young ones, and how many of those before older ones have their turn.
# Measured: a process grows by 4 MB at most in between.
YOUNG, MIDDLE, OLD = 20_000, 20, 20
UNPREPARED = "The static files were not brought together, so no page can be made. Run `thuis prepare`."


def check_prepared() -> None:
    """Without the list of static files every page would fail; say so once, before the first visitor.

    Raises:
        SystemExit: the list is not there.
    """
    if getattr(staticfiles_storage, "hashed_files", True) == {}:
        raise SystemExit(UNPREPARED)


def settle() -> None:
    """Load every address, view, template and text, and what the first ranks need; set apart what stays."""
    check_prepared()
    get_resolver().url_patterns  # noqa: B018  # reading it imports every room
    for name in _templates():
        get_template(name)
    _read_texts()
    widest_gap(2)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    atexit.register(gc.unfreeze)  # libraries that count their own objects see them go


def _read_texts() -> None:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            date_format(date(2000, 1, 1))
            gettext("Language")


def _templates() -> Iterator[str]:
    """The names of our own: the first visitor of a page should not wait until they are read."""
    own = Path(thuis.__file__).parent
    for folder in get_app_template_dirs("templates"):
        if own in Path(folder).parents:
            yield from (str(one.relative_to(folder)) for one in Path(folder).rglob("*.html"))

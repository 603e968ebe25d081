"""Making a release of the site: one at a time, audited before anybody sees it.

Rounds that were released before stay as they were, row by row. So an answer that was taken back later does
not show in the difference of two versions, and no list of who was in a version has to be kept.
"""

import fcntl
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from thuis.core.disclosure.build import Release as Built
from thuis.core.disclosure.build import build
from thuis.core.disclosure.freeze import certificate_with_frozen, with_frozen
from thuis.core.disclosure.relations import Relation
from thuis.core.disclosure.rules import rules_from
from thuis.core.disclosure.titles import Titles
from thuis.core.errors import WrongState
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.loading.responses import measures_in, write_responses
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.release.files import (
    CERTIFICATE,
    RulesFile,
    digest,
    read_cells,
    read_certificate,
    read_titles,
    write_release,
)
from thuis.foundation.release.inputs import round_inputs
from thuis.foundation.release.models import Release, releases_folder
from thuis.foundation.release.queries import latest_release
from thuis.foundation.release.relations import relations_in
from thuis.foundation.release.relations_file import certified, read_relations
from thuis.foundation.release.site_rules import rules_text
from thuis.foundation.release.titles import site_titles
from thuis.foundation.release.verify import problems_in
from thuis.warehouse.engine import DuckDB

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def make_release(*, rounds: Sequence[ClosedRound], by: Actor) -> Release:
    """Release every round that is not in the latest version yet.

    Args:
        rounds: all closed rounds, oldest first; answers no longer come in.

    Raises:
        WrongState: there is nothing new, somebody else is making one, or what was made does not hold.
    """
    with _only_one():
        before = latest_release()
        new = [one for one in rounds if before is None or one.key not in before.round_keys]
        if not new:
            raise WrongState("release-nothing-new")
        version = before.version + 1 if before else 1
        made = releases_folder() / f".making-{version}"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(mode=PRIVATE_FOLDER)
        try:
            _build(_needed(rounds, new, before), made, before, version)
            return _publish(made, new, before, version, by)
        finally:
            shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _only_one() -> Iterator[None]:
    """Two builds at once would make the same version twice. The lock goes with the process that holds it."""
    releases_folder().mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with (releases_folder() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WrongState("release-being-made") from error
        yield


def _needed(
    rounds: Sequence[ClosedRound], new: Sequence[ClosedRound], before: Release | None
) -> list[ClosedRound]:
    """The new rounds, after the last one that was released: what the first of them is compared to."""
    last = before.round_keys[-1] if before else ""
    return [*(one for one in rounds if one.key == last), *new]


def _build(rounds: Sequence[ClosedRound], folder: Path, before: Release | None, version: int) -> None:
    text = rules_text(measures_in(rounds), rounds, before.round_keys if before else ())
    rules = RulesFile(rules_from(tomllib.loads(text)), text, folder / "release.key")
    key = bytes.fromhex(settings.RELEASE_KEY)
    enrolled = {one.key: one.enrolled for one in rounds}
    with _answers_of(rounds, key) as responses:
        engine = DuckDB(responses)
        made = build(round_inputs(engine, enrolled, rules.rules, key), rules.rules, key, version)
        relations = relations_in(engine, made, rules.rules, key)
    made = replace(made, certificate=certified(made.certificate, relations, rules.rules))
    titles = site_titles(rounds, rules.rules.measures).before(
        read_titles(before.folder) if before else Titles()
    )
    relations = _with_frozen(relations, before)
    write_release(folder, _after(made, before, version), rules, titles, relations)
    for file in folder.iterdir():
        file.chmod(PRIVATE_FILE)
    if problems_in(folder):
        raise WrongState("release-does-not-hold")


@contextmanager
def _answers_of(rounds: Sequence[ClosedRound], key: bytes) -> Iterator[Path]:
    """The answers as one file, for as long as the build takes: what is erased must not live on in it."""
    folder = Path(settings.HOME) / "warehouse"
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    path = folder / "R.parquet"
    try:
        write_responses(rounds, path, key=key)
        yield path
    finally:
        path.unlink(missing_ok=True)


def _with_frozen(relations: Sequence[Relation], before: Release | None) -> list[Relation]:
    """With those of the rounds that were released before, as they were told."""
    told = read_relations(before.folder) if before else []
    frozen = before.round_keys if before else ()
    return [*told, *(one for one in relations if one.round not in frozen)]


def _after(made: Built, before: Release | None, version: int) -> Built:
    """With the rounds of the version before, as they were released."""
    if before is None:
        return made
    frozen = before.round_keys
    table = with_frozen(made.table, read_cells(before.folder), frozen, version)
    certificate = certificate_with_frozen(made.certificate, read_certificate(before.folder), frozen, table)
    return Built(table, certificate, made.rounds)


@transaction.atomic
def _publish(
    made: Path, new: Sequence[ClosedRound], before: Release | None, version: int, by: Actor
) -> Release:
    """The row, its audit and the folder appear together; the folder last, since it cannot be rolled back."""
    told = [{"key": one.key, "nl": one.title_nl, "en": one.title_en} for one in new]
    release = Release.objects.create(
        version=version,
        rounds=[*(before.rounds if before else ()), *told],
        folder_name=f"{version}",
        certificate_digest=digest(made / CERTIFICATE),
        made_on=timezone.localdate(),
    )
    record("release.made", by=by, about=release)
    shutil.rmtree(release.folder, ignore_errors=True)  # of a publication that was cut off
    made.rename(release.folder)
    return release

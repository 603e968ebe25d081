"""Reports of many units, made in the background into one file."""

import zipfile

from django.utils import translation
from django.utils.text import slugify

from thuis.core.errors import NotFound
from thuis.foundation.cards.papers import PAPERS
from thuis.foundation.documents import kept
from thuis.foundation.release.book import Spot
from thuis.foundation.release.queries import release_or_404
from thuis.rooms.insights import actions
from thuis.rooms.insights.access import reader_of
from thuis.rooms.insights.models import ReportBatch
from thuis.rooms.insights.presenters.papers import standard_report
from thuis.rooms.insights.queries import AGAINST, Scene, places_in, scene_of
from thuis.rooms.insights.tabs import TABS


def make_reports(*, batch: int) -> None:
    """Make each report of a batch; begins anew when it is run twice, and leaves a batch that is ready."""
    unmade = ReportBatch.objects.filter(pk=batch, state__in=actions.UNMADE)
    if (asked := unmade.select_related("user").first()) is None:
        return
    try:
        _make(asked)
    except Exception:
        actions.note_stuck(batch=asked)  # she who waits is told; the queue tries again
        raise


def _make(asked: ReportBatch) -> None:
    path = kept.new_file()
    kept_it = False
    try:
        with translation.override(asked.language):
            finished = _write(asked, str(path))
        kept_it = actions.keep_reports(batch=asked, stored=path.name, finished=finished)
    finally:
        if not kept_it:
            kept.forget(path.name)


def _write(batch: ReportBatch, path: str) -> int:
    """One entry per unit; says after each how many there are."""
    kind, used = PAPERS[batch.suffix], set[str]()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, scene in enumerate(_scenes(batch), start=1):
            name = slugify(f"{scene.name} {batch.round}")
            # two programmes may have one name
            name = name if name not in used else f"{name}-{slugify(scene.spot.unit)}"
            used.add(name)
            archive.writestr(f"{name}.{batch.suffix}", kind.make(standard_report(scene, TABS)))
            actions.note_finished(batch=batch, finished=number)
    return len(batch.units)


def _scenes(batch: ReportBatch) -> list[Scene]:
    """The units that are still hers. Nobody gets what she may not see any more."""
    release, reader = release_or_404(batch.release_version), reader_of(batch.user)
    places, found = places_in(batch.language), []
    for unit_kind, code in batch.units:
        try:
            scene = scene_of(
                release,
                reader,
                Spot(unit_kind, code),
                round=batch.round,
                against=AGAINST[0],
                language=batch.language,
                places=places,
            )
        except NotFound:
            continue
        found.append(scene)
    return found


def forget_old_reports() -> None:
    """The daily job: files go after their days."""
    actions.forget_old_reports()

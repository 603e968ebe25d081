"""The released figures of the institution that a package can reproduce: what the dashboard shows."""

from collections.abc import Sequence

from thuis.core.disclosure.released import Figure
from thuis.core.research.package import Package
from thuis.foundation.release.book import Book, Spot, book_of
from thuis.foundation.release.queries import latest_release, shape_of

FIGURE_HEADERS = ("round", "measure", "title", "statistic", "below", "estimate", "low", "high", "answers")
# First what the dashboard opens with; then any other scale that was asked.
FIRST = ("wellbeing", "social_binding", "academic_binding", "home")
MOST = 4
Line = tuple[str | float, ...]


def released_figures(package: Package, rounds: Sequence[str]) -> list[Line]:
    """Lines under FIGURE_HEADERS: means of up to four scales and one share, of the newest round asked."""
    release = latest_release()
    if release is None:
        return []
    scales = [one.name for one in package.variables if one.with_it and one.kind == "number"]
    order = [*(name for name in FIRST if name in scales), *(name for name in scales if name not in FIRST)]
    shape, book = shape_of(release), book_of(release)
    cuts = {one.name: one.cut for one in shape.rules.measures}
    titles = {name: shape.titles.measure(name).en for name in order}
    means = [_line(book, rounds[-1], name, titles[name], "mean", None) for name in order]
    shares = [_line(book, rounds[-1], name, titles[name], "share_below", cuts.get(name)) for name in order]
    return [one for one in means if one][:MOST] + [one for one in shares if one][:1]


def _line(
    book: Book, round: str, measure: str, title: str, statistic: str, below: float | None
) -> Line | None:
    cell = book.cell(Spot(), round, measure, statistic)
    if cell is None or not isinstance(cell.told, Figure) or cell.told.estimate is None:
        return None
    told = cell.told
    cut = "" if below is None else below
    return (round, measure, title, statistic, cut, cell.told.estimate, told.low, told.high, told.n_shown)

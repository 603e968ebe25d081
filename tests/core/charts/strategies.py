"""Hypothesis: charts of every kind with any words and any figures."""

from hypothesis import strategies as st

from thuis.core.charts.model import (
    BarRow,
    Bars,
    DotRow,
    Dots,
    Hidden,
    Line,
    Lines,
    Quadrant,
    Scale,
    Tile,
    Told,
)

WORDS = st.text(max_size=80) | st.text("abc defg, mwWé&<>'\"", max_size=80)
SUBJECTS = st.sampled_from(["", "wellbeing", "belonging", "participation", "inclusion", "study"])


def figures(low, high):
    """A figure with its interval, or a band; told to a thousandth of the scale."""
    value = st.integers(0, 1000).map(lambda part: low + (high - low) * part / 1000)
    three = st.tuples(*[value] * 3).map(sorted)
    return st.builds(
        lambda ends, band, n, said: Told(None if band else ends[1], ends[0], ends[2], n, said),
        three,
        st.booleans(),
        st.integers(0, 500),
        st.just("") | WORDS,
    )


def points(low, high):
    return figures(low, high) | st.builds(Hidden, WORDS)


SCALES = st.builds(
    lambda low, wide, unit, decimals: Scale(low, low + wide, unit, decimals),
    st.integers(-100, 100),
    st.integers(1, 1000),
    st.sampled_from(["", "%", " punten"]),
    st.integers(0, 2),
)


def beyond(scale):
    """Figures may lie outside their scale: noise does that, and a window is smaller than a scale."""
    more = (scale.high - scale.low) / 2
    return scale.low - more, scale.high + more


@st.composite
def dots(draw):
    scale = draw(SCALES)
    low, high = beyond(scale)
    point = points(low, high)
    usual = st.none() | st.floats(low, high)
    same = draw(st.booleans())
    shared = draw(usual)
    rows = st.builds(DotRow, WORDS, point, st.just(shared) if same else usual, st.booleans(), WORDS)
    every = tuple(draw(st.lists(rows, max_size=6)))
    return Dots(draw(WORDS), draw(WORDS), draw(WORDS), every, scale, draw(WORDS), draw(SUBJECTS))


@st.composite
def bars(draw):
    options = tuple(draw(st.lists(WORDS, min_size=1, max_size=11)))
    some = st.tuples(*[figures(0, 1)] * len(options)) | st.builds(Hidden, WORDS)
    rows = tuple(draw(st.lists(st.builds(BarRow, WORDS, some), max_size=4)))
    ordered = draw(st.booleans())
    return Bars(draw(WORDS), draw(WORDS), options, rows, ordered, draw(WORDS), draw(WORDS))


@st.composite
def lines(draw):
    scale = draw(SCALES)
    rounds = tuple(draw(st.lists(WORDS, min_size=1, max_size=8)))
    many = st.tuples(*[points(*beyond(scale))] * len(rounds))
    panels = st.builds(Line, WORDS, many, st.just(()) | many, WORDS, SUBJECTS)
    every = tuple(draw(st.lists(panels, min_size=1, max_size=4)))
    window = (scale.low, scale.high)
    return Lines(draw(WORDS), rounds, every, draw(WORDS), draw(WORDS), scale, window, draw(st.booleans()))


def quadrants():
    tile = st.builds(Tile, WORDS, WORDS, points(0, 1))
    two = st.tuples(WORDS, WORDS)
    four = st.tuples(tile, tile, tile, tile)
    return st.builds(Quadrant, WORDS, two, two, four, st.none() | tile)


def charts():
    return dots() | bars() | lines() | quadrants()

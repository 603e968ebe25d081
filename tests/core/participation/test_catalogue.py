"""The roles that every institution starts with: read strictly, with place and cure for every mistake."""

import pytest

from thuis.core.errors import ContentError
from thuis.core.participation.catalogue import load_catalogue
from thuis.core.participation.model import Kind, Step

OPT_IN = """
[opt_in]
version = 1
text = { nl = "a", en = "b" }
taken_back = { nl = "c", en = "d" }
"""
ROLE = """
[[roles]]
code = "%s"
kind = "%s"
step = "actor"
professional = true
name = { nl = "Maatje", en = "Mate" }
also = ["maat"]
"""


def test_a_role_is_read_with_its_words():
    (one,) = load_catalogue(OPT_IN + ROLE % ("mate", "paid")).roles
    assert (one.role.code, one.role.kind, one.role.step) == ("mate", Kind.PAID, Step.ACTOR)
    assert (one.role.counts_as_professional, one.name.nl, one.also) == (True, "Maatje", ("maat",))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (ROLE % ("mate", "golden"), "choose one of paid, unpaid, credit"),
        (ROLE % ("mate", "paid") * 2, "there twice"),
        (ROLE % ("pool", "paid"), "choose another code"),
    ],
)
def test_a_mistake_is_named(source, words):
    with pytest.raises(ContentError, match=words):
        load_catalogue(OPT_IN + source)

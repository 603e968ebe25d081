"""Which needs stand beside which element: every mistake is named."""

import pytest

from thuis.core.elements.scan_needs import check_needs, load_needs
from thuis.core.errors import ContentError

ELEMENTS, OPTIONS = ["names", "talks"], ["talk", "rest"]


def test_what_is_whole_has_no_problem():
    found = load_needs('[needs]\nnames = ["talk"]\ntalks = []\n')
    assert found == {"names": ("talk",), "talks": ()}
    assert check_needs(found, ELEMENTS, OPTIONS) == []


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ({"names": ()}, 'element "talks" is missing'),
        ({"names": (), "talks": (), "tea": ()}, 'element "tea" does not exist'),
        ({"names": ("tea",), "talks": ()}, 'needs names: "tea" is no answer that students can choose'),
    ],
)
def test_each_mistake_is_named(needs, said):
    assert said in " ".join(check_needs(needs, ELEMENTS, OPTIONS))


@pytest.mark.parametrize("source", ['[needs]\nnames = "talk"\n', "needs = 3\n", "needs = ["])
def test_what_is_no_list_of_needs_is_refused(source):
    with pytest.raises(ContentError):
        load_needs(source)

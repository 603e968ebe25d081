"""What an attacker reads from the certificate: the weight of everybody."""

import numpy as np

from tests.core.disclosure.population import atoms
from thuis.foundation.release.attack import weights_of

COLLEGE = atoms(students=60, programmes=3)


def certificate(margins, values):
    return {"rounds": [{"round": COLLEGE.round, "weights": {"margins": margins, "values": values}}]}


def test_without_margins_everybody_counts_the_same():
    assert (weights_of(COLLEGE, certificate([], [])) == 1.0).all()


def test_weights_are_those_of_the_public_table_and_one_where_it_says_nothing():
    table = [{"programme": "programme-0", "weight": 1.5}, {"programme": "programme-1", "weight": 0.5}]
    found = weights_of(COLLEGE, certificate(["programme"], table))
    told = np.array([1.5, 0.5, 1.0])
    assert np.array_equal(found, told[COLLEGE.codes["programme"]])

"""What may point at somebody is gone before anybody reads a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.words.mask import HANDLE, MAIL, NAME, NUMBER, PHONE, masked, name_words

PEOPLE = ("Marit de Boer", "Yasmin Bouchta", "Jan-Willem van der Meer", "Roos Vos", "Bo Li")
NAMES = name_words(PEOPLE)


@pytest.mark.parametrize(
    ("wrote", "reads"),
    [
        ("Marit de Boer luistert goed.", f"{NAME} luistert goed."),
        ("Praat met Yasmin.", f"Praat met {NAME}."),
        ("De lessen van Bouchta's groep", f"De lessen van {NAME} groep"),
        ("Jan-Willem is streng", f"{NAME} is streng"),
        ("mail mij: x.y@debrug.example of @marit_b", f"mail mij: {MAIL} of {HANDLE}"),
        ("bel 06-12345678 of +31 6 12 34 56 78", f"bel {PHONE} of {PHONE}"),
        ("mijn nummer is 0123456", f"mijn nummer is {NUMBER}"),
        ("mevrouw jansen helpt niet", f"mevrouw {NAME} helpt niet"),
        ("de docent geeft te veel op", "de docent geeft te veel op"),
        ("docent Pietersen is streng", f"docent {NAME} is streng"),
        ("mevrouw die altijd helpt", "mevrouw die altijd helpt"),
        ("een boer en een roos", "een boer en een roos"),
        ("het tentamen van 2025 om 10.00 uur", "het tentamen van 2025 om 10.00 uur"),
    ],
)
def test_texts_as_students_write_them(wrote, reads):
    assert masked(wrote, NAMES) == reads


@given(st.sampled_from(PEOPLE), st.text("abc .,!?", max_size=20), st.text("abc .,!?", max_size=20))
def test_no_full_name_is_left_wherever_it_stands(name, before, after):
    left = masked(f"{before} {name} {after}", NAMES)
    assert not [part for part in name.split() if len(part) > 2 and part[0].isupper() and part in left]


@given(st.text(max_size=200))
def test_masking_twice_changes_nothing_more(text):
    once = masked(text, NAMES)
    assert masked(once, NAMES) == once


@given(
    st.from_regex(r"[a-z]{1,8}@[a-z]{2,8}\.(nl|com)", fullmatch=True),
    st.from_regex(r"06[0-9]{8}", fullmatch=True),
)
def test_no_mail_and_no_phone_is_left(mail, phone):
    left = masked(f"stuur het naar {mail}, of bel {phone}.", NAMES)
    assert mail not in left
    assert phone not in left

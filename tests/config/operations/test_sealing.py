"""A sealed file opens whole, with its own key, or not at all."""

import io

import pytest

from thuis.config.operations import sealing
from thuis.config.operations.sealing import MAGIC, TAG, SealedReader, SealedWriter, new_keys
from thuis.core.errors import ConfigurationError

SECRET, PUBLIC = new_keys()
CONTENT = b"kwikstaart-in-de-kantine " * 40
PIECE = 100


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(sealing, "PIECE", PIECE)


def seal(content, part="people"):
    target = io.BytesIO()
    writer = SealedWriter(target, PUBLIC, part)
    for start in range(0, len(content), 70):
        writer.write(content[start : start + 70])
    writer.finish()
    return target.getvalue()


def unseal(sealed, key=SECRET, part="people"):
    return io.BufferedReader(SealedReader(io.BytesIO(sealed), key, part)).read()


def pieces(sealed):
    """The header and the pieces of a sealed file."""
    start = len(MAGIC) + 2 + int.from_bytes(sealed[len(MAGIC) : len(MAGIC) + 2], "big")
    body, size = sealed[start:], PIECE + TAG
    return sealed[:start], [body[at : at + size] for at in range(0, len(body), size)]


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 1000])
def test_what_was_sealed_opens_equal(length):
    assert unseal(seal(CONTENT[:length])) == CONTENT[:length]


def test_nothing_can_be_read_without_the_key():
    sealed = seal(CONTENT)
    assert b"kwikstaart" not in sealed
    with pytest.raises(ConfigurationError):
        unseal(sealed, key=new_keys()[0])


def test_answers_do_not_open_as_people():
    with pytest.raises(ConfigurationError):
        unseal(seal(CONTENT, part="answers"), part="people")


def test_two_files_of_the_same_content_share_nothing():
    assert pieces(seal(CONTENT))[1][0] != pieces(seal(CONTENT))[1][0]


@pytest.mark.parametrize("at", range(0, 400, 13))
def test_an_altered_byte_is_refused(at):
    sealed = bytearray(seal(CONTENT))
    sealed[at] ^= 1
    with pytest.raises(ConfigurationError):
        unseal(bytes(sealed))


@pytest.mark.parametrize("left", [0, 10, 60, 100, 300, 431, -1])
def test_a_file_that_was_cut_off_is_refused(left):
    with pytest.raises(ConfigurationError):
        unseal(seal(CONTENT)[:left])


def test_pieces_that_were_moved_left_out_doubled_or_added_are_refused():
    header, parts = pieces(seal(CONTENT))
    moved = [parts[1], parts[0], *parts[2:]]
    for wrong in (moved, parts[1:], parts[:-1], [*parts, parts[-1]], [parts[0], *parts], [*parts, b"x" * 30]):
        with pytest.raises(ConfigurationError):
            unseal(header + b"".join(wrong))


def test_pieces_of_another_file_are_refused():
    header, parts = pieces(seal(CONTENT))
    _other, others = pieces(seal(CONTENT))
    with pytest.raises(ConfigurationError):
        unseal(header + b"".join([others[0], *parts[1:]]))


def test_a_file_that_was_not_finished_is_refused():
    target = io.BytesIO()
    SealedWriter(target, PUBLIC, "people").write(CONTENT)
    with pytest.raises(ConfigurationError):
        unseal(target.getvalue())

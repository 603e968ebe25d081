"""SPSS system files, written byte by byte: the format of the `.sav` that SPSS, PSPP, R and Stata open.

Layout after the PSPP developers' guide, 'System File Format': a header, a record per variable, labels of
values, extensions (machine, long names, encoding), then the rows as 8-byte doubles and padded texts, not
compressed. Written here so that pages need no data frame library; tests read it with ReadStat.
"""

import datetime
import struct
from collections.abc import Iterator, Mapping, Sequence

from thuis.core.research.model import HIDDEN, HIDDEN_WORDS, MISSING, Value, Variable

BLOCK = 8  # bytes of a cell
LONGEST_LABEL, LONGEST_VALUE_LABEL, WIDEST = 255, 120, 255
NUMBER_FORMAT, TEXT_FORMAT = 5, 1
UTF_8, LITTLE_ENDIAN, IEEE = 65001, 2, 1
NOMINAL, SCALE = 1, 3
LARGEST = struct.unpack("<d", b"\xff\xff\xff\xff\xff\xff\xef\x7f")[0]
SECOND_LOWEST = struct.unpack("<d", b"\xfe\xff\xff\xff\xff\xff\xef\xff")[0]


def sav_bytes(
    variables: Sequence[Variable],
    columns: Mapping[str, Sequence[Value]],
    *,
    title: str,
    language: str,
    made_on: datetime.date,
    weight: str = "",
) -> bytes:
    """The file. `language` is that of its labels: the format holds one.

    Args:
        columns: per variable its values, numbers with the codes of MISSING, which SPSS then skips.
        weight: the variable by which SPSS weighs from the start; empty for none.

    Raises:
        ValueError: a text is wider than 255 bytes.
    """
    widths = [_width(one, columns[one.name]) for one in variables]
    names = [f"V{number}" for number in range(1, len(variables) + 1)]
    rows = len(columns[variables[0].name])
    places = _places(widths)
    weighed = next((place for one, place in zip(variables, places, strict=True) if one.name == weight), 0)
    parts = [_header(title, rows, sum(_blocks(width) for width in widths), weighed, made_on)]
    parts += map(_variable, variables, widths, names, [language] * len(names))
    parts += [_value_labels(one, place, language) for one, place in zip(variables, places, strict=True)]
    parts += [
        _machine(),
        _display(variables, widths),
        _long_names(variables, names),
        _text_record(20, "UTF-8"),
    ]
    parts.append(struct.pack("<ii", 999, 0))
    parts += _rows(variables, columns, widths, rows)
    return b"".join(parts)


def _width(one: Variable, values: Sequence[Value]) -> int:
    """0 for a number, else the bytes of its longest text."""
    if not one.is_text:
        return 0
    width = max([1, *(len(str(value).encode()) for value in values)])
    if width > WIDEST:
        raise ValueError(one.name)
    return width


def _blocks(width: int) -> int:
    return max(1, -(-width // BLOCK))


def _places(widths: Sequence[int]) -> list[int]:
    """Where each variable begins, counted in blocks from 1."""
    places, place = [], 1
    for width in widths:
        places.append(place)
        place += _blocks(width)
    return places


def _header(title: str, rows: int, blocks: int, weighed: int, made_on: datetime.date) -> bytes:
    day = (
        f"{made_on.day:02} {'JanFebMarAprMayJunJulAugSepOctNovDec'[made_on.month * 3 - 3 :][:3]} {made_on:%y}"
    )
    numbers = struct.pack("<iiiii", 2, blocks, 0, weighed, rows) + struct.pack("<d", 100.0)
    product = _padded("@(#) SPSS DATA FILE - Thuis", 60)
    return b"$FL2" + product + numbers + _padded(day, 9) + b"00:00:00" + _padded(title, 64) + b"\0" * 3


def _padded(text: str, size: int) -> bytes:
    return _cut(text, size).ljust(size)


def _cut(text: str, size: int) -> bytes:
    """At most `size` bytes, never half a letter."""
    return text.encode()[:size].decode(errors="ignore").encode()


def _variable(one: Variable, width: int, name: str, language: str) -> bytes:
    label = _cut(one.label.in_(language), LONGEST_LABEL)
    decimals = 2 if one.kind == "number" else 0
    shown = (TEXT_FORMAT, width, 0) if width else (NUMBER_FORMAT, 8, decimals)
    form = shown[0] << 16 | shown[1] << 8 | shown[2]
    missing = () if width else tuple(sorted(MISSING))
    record = struct.pack("<iiiiii", 2, width, 1, len(missing), form, form) + _padded(name, 8)
    record += struct.pack("<i", len(label)) + label.ljust(-(-len(label) // 4) * 4)
    record += struct.pack(f"<{len(missing)}d", *missing)
    rest = struct.pack("<iiiiii", 2, -1, 0, 0, 0, 0) + b" " * 8
    return record + rest * (_blocks(width) - 1)


def _value_labels(one: Variable, place: int, language: str) -> bytes:
    """Words of values. Texts of more than eight bytes cannot have them in this record; the codebook has."""
    if one.is_text:
        found = [(str(value), words) for value, words in one.values] + [(HIDDEN, HIDDEN_WORDS)]
        if any(len(value.encode()) > BLOCK for value, _ in found):
            return b""
        pairs = [(_padded(value, BLOCK), words) for value, words in found]
    else:
        coded = [*one.values, *MISSING.items()]
        pairs = [(struct.pack("<d", float(value)), words) for value, words in coded]
    record = struct.pack("<ii", 3, len(pairs))
    for value, words in pairs:
        label = _cut(words.in_(language), LONGEST_VALUE_LABEL)
        record += value + bytes([len(label)]) + label.ljust(-(-(len(label) + 1) // BLOCK) * BLOCK - 1)
    return record + struct.pack("<iii", 4, 1, place)


def _machine() -> bytes:
    """How numbers are written, and which number stands for nothing."""
    whole = struct.pack("<iiii8i", 7, 3, 4, 8, 1, 0, 0, -1, IEEE, 1, LITTLE_ENDIAN, UTF_8)
    return whole + struct.pack("<iiii3d", 7, 4, 8, 3, -LARGEST, LARGEST, SECOND_LOWEST)


def _display(variables: Sequence[Variable], widths: Sequence[int]) -> bytes:
    numbers = [
        number
        for one, width in zip(variables, widths, strict=True)
        for number in (SCALE if one.kind == "number" else NOMINAL, max(8, min(width, 32)), 0 if width else 1)
    ]
    return struct.pack(f"<iiii{len(numbers)}i", 7, 11, 4, len(numbers), *numbers)


def _long_names(variables: Sequence[Variable], names: Sequence[str]) -> bytes:
    pairs = (f"{short}={one.name}" for short, one in zip(names, variables, strict=True))
    return _text_record(13, "\t".join(pairs))


def _text_record(subtype: int, text: str) -> bytes:
    told = text.encode()
    return struct.pack("<iiii", 7, subtype, 1, len(told)) + told


def _rows(
    variables: Sequence[Variable], columns: Mapping[str, Sequence[Value]], widths: Sequence[int], rows: int
) -> Iterator[bytes]:
    for row in range(rows):
        yield b"".join(
            _cell(columns[one.name][row], width) for one, width in zip(variables, widths, strict=True)
        )


def _cell(value: Value, width: int) -> bytes:
    if width:
        return str(value).encode().ljust(_blocks(width) * BLOCK)
    return struct.pack("<d", float(value))

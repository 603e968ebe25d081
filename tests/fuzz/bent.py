"""Files that were good, bent: cut off, mixed up, written by another program, or made to do harm."""

import io
import warnings
import zipfile
from random import Random

from tests.fuzz.odd import VALUES

SEPARATORS = ";,\t|"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-7", "cp500")
TOML_VALUES = (
    "1", "-1", "0.5", "nan", "inf", "true", '""', '"x"', "[]", "[[]]", "{}", '{ nl = "a" }',
    '{ nl = 1, en = 2 }',
    "2026-01-01", "07:00:00", '["a", "a"]', "[1, \"a\"]", "99999999999999999999", '"""\n"""', "'", "{", "=",
)  # fmt: skip
NAMES = (
    "../../users.csv", "/etc/users.csv", "C:\\users.csv", "users.csv", "USERS.CSV", "a/b/users.csv",
    ".users.csv",
    "users.csv\x00.txt", "", "xl/workbook.xml",
)  # fmt: skip
ENTITY = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def bent_table(random: Random, good: bytes) -> bytes:
    """A CSV with some cells, lines, bytes or its whole writing changed."""
    rows = [row.split(";") for row in good.decode().splitlines()]
    for _ in range(random.choice((0, 1, 2, 5))):
        random.choice((_cell, _cell, _cell, _row, _header))(random, rows)
    separator = random.choice(SEPARATORS) if random.random() < 0.2 else ";"
    text = random.choice(("\n", "\n", "\r\n", "\r", "\n\n")).join(separator.join(row) for row in rows)
    encoding = random.choice(ENCODINGS) if random.random() < 0.3 else "utf-8"
    return bent_bytes(random, text.encode(encoding, errors="replace"), 0.3)


def _cell(random: Random, rows: list[list[str]]) -> None:
    row = random.choice(rows) if rows else []
    if row:
        row[random.randrange(len(row))] = random.choice(
            (*VALUES, '"', '""', '"a;b', "a\nb", "x" * 2500, ";" * 120)
        )


def _row(random: Random, rows: list[list[str]]) -> None:
    at = random.randrange(max(1, len(rows)))
    deed = random.randrange(4)
    if deed == 0:
        rows.insert(at, [])
    elif deed == 1:
        rows.insert(at, list(random.choice(rows or [[]])))
    elif deed == 2 and rows:
        random.shuffle(rows[at])
    elif len(rows) > 1:
        del rows[at]


def _header(random: Random, rows: list[list[str]]) -> None:
    rows[:1] = (
        [[random.choice((one, one, one.upper(), "", random.choice(rows[0]))) for one in rows[0]]]
        if rows and rows[0]
        else [[""]]
    )


def bent_bytes(random: Random, good: bytes, share: float = 1.0) -> bytes:
    """Bytes cut off, flipped, doubled, or something else altogether."""
    if random.random() >= share or not good:
        return good
    at = random.randrange(len(good))
    return random.choice((
        good[:at], good[at:], good[:at] + b"\x00" + good[at:],
        good[:at] + random.randbytes(3) + good[at + 3 :],
        good + good, good[:at] + b'"' + good[at:], random.randbytes(at), b"\x00" * at, b"",
        good[:at] + bytes([good[at] ^ 1 << random.randrange(8)]) + good[at + 1 :],
    ))  # fmt: skip


def bent_zip(random: Random, files: dict[str, bytes]) -> bytes:
    """A zip with bent files, odd names, files twice, and now and then a bomb or a zip in a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, content in files.items():
            deed = random.random()
            if deed < 0.05:
                continue
            told = random.choice(NAMES) if deed < 0.1 else name
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a name that is there twice is what we want
                archive.writestr(zipfile.ZipInfo(told), _inside(random, name, content))
        if random.random() < 0.05:
            archive.writestr("bomb.csv", b"0" * 3_000_000)
        if random.random() < 0.05:
            archive.writestr("more.zip", target.getvalue())
    return bent_bytes(random, target.getvalue(), 0.3)


def _inside(random: Random, name: str, content: bytes) -> bytes:
    if random.random() < 0.6:
        return content
    if name.endswith(".csv"):
        return bent_table(random, content.replace(b",", b";"))
    return random.choice((ENTITY, bent_bytes(random, content), content.replace(b"<", b"<<", 3)))


def bent_toml(random: Random, good: str) -> str:
    """A content file with some lines gone, doubled, moved or saying another kind of thing."""
    lines = good.splitlines()
    for _ in range(random.choice((1, 1, 2, 6))):
        at = random.randrange(len(lines))
        deed = random.randrange(5)
        if deed == 0:
            del lines[at]
        elif deed == 1:
            lines.insert(random.randrange(len(lines)), lines[at])
        elif "=" in lines[at]:
            lines[at] = lines[at].split("=")[0] + "= " + random.choice(TOML_VALUES)
        else:
            lines[at] = lines[at].replace("a", random.choice(("", "\x00", "é", "a.a")), 1)
        lines = lines or [""]
    return "\n".join(lines)

"""How wide words are on paper, without a font at hand: a small table of Noto Sans.

Advance widths in thousandths of the type size, from Noto Sans (package fontpkg-noto-sans 2.15, axes wght 400
and 700, wdth 100), read with FreeType; a few are rounded up to join a group. A letter with an accent is as
wide as the letter without. What the table does not know counts as a full square: better cut too early than
over something else.
"""

from functools import lru_cache
from unicodedata import category, normalize

_REGULAR = {
    175: "‘’",
    225: "'",
    258: "ijl",
    260: " \u00a0",
    268: ",.:;·!",
    273: "J",
    281: "`",
    300: "()",
    322: "-",
    333: "[]If",
    361: "t“”",
    376: "/\\•{}",
    411: '"r',
    444: "?_",
    480: "zsc",
    510: "vy–",
    524: "FL",
    534: "xk",
    553: "S*|ET",
    566: "aeY",
    572: "$+0123456789<=>Z^~€−",
    605: "XVPo",
    618: "bdgpqhnuK",
    639: "RCA",
    650: "#B",
    732: "GDU&",
    760: "HN",
    791: "OQw…",
    831: "%",
    907: "@M",
    935: "Wm",
}
_BOLD = {
    217: "‘’",
    266: " \u00a0'",
    285: ".:!,;·",
    299: "jil",
    331: "-J[]",
    339: "()",
    376: "`•",
    394: "fI{}",
    415: "_/\\",
    447: "t“”r",
    479: '?"',
    502: "zs–",
    516: "c",
    551: "*FS|",
    560: "LE",
    572: "vy$+0123456789<=>^~€",
    581: "TxZ−",
    599: "ea",
    632: "kPoYbdgpq",
    650: "C#Vhnu",
    670: "RKBX",
    692: "A",
    732: "GD",
    765: "&UH",
    791: "OQ",
    813: "N",
    856: "…w",
    902: "@%",
    943: "M",
    975: "Wm",
}
_UNKNOWN = 1000
_ALMOST = 0.05  # of a pixel: sums of widths differ in their last digits


def _by_letter(table: dict[int, str]) -> dict[str, int]:
    return {letter: wide for wide, letters in table.items() for letter in letters}


_WIDTHS = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}


@lru_cache(maxsize=4096)
def _letter(letter: str, bold: bool) -> int:
    if category(letter).startswith("M"):
        return 0
    known = _WIDTHS[bold]
    return known.get(letter) or known.get(normalize("NFD", letter)[0], _UNKNOWN)


def width_of(words: str, size: float, bold: bool = False) -> float:
    """The width of one line in the unit of `size`."""
    return sum(_letter(letter, bold) for letter in words) * size / 1000


def cut(words: str, room: float, size: float, bold: bool = False) -> str:
    """The words, or as much of them as fits before '…'. Where not even '…' fits: nothing."""
    if width_of(words, size, bold) <= room + _ALMOST:
        return words
    kept = words
    while kept and width_of(f"{kept.rstrip()}…", size, bold) > room + _ALMOST:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if kept else ""


def wrapped(words: str, room: float, size: float, bold: bool = False, most: int = 2) -> tuple[str, ...]:
    """At most `most` lines that fit in `room`; the last one ends with '…' where words are left."""
    lines: list[str] = []
    left = words.split()
    while left and len(lines) < most:
        count = _fitting(left, room, size, bold) if len(lines) < most - 1 else len(left)
        lines.append(cut(" ".join(left[:count]), room, size, bold))
        left = left[count:]
    return tuple(lines)


def _fitting(words: list[str], room: float, size: float, bold: bool) -> int:
    """How many words fit on a line: at least one, which is cut when it is too long."""
    count = 1
    while count < len(words) and width_of(" ".join(words[: count + 1]), size, bold) <= room + _ALMOST:
        count += 1
    return count

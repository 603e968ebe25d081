"""What no form was made for: values, headers and bodies as careless programs and hostile people send them."""

import json
from random import Random
from urllib.parse import quote, quote_from_bytes

LONG = 100_000
VALUES = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "0",
    "1",
    "-1",
    "+1",
    "1.5",
    "1e309",
    "-1e309",
    "NaN",
    "Infinity",
    "0x10",
    "1_000",
    "٣",
    "１２",
    "²",
    "9" * 19,
    "9" * 400,
    str(2**31),
    str(2**63),
    str(-(2**63) - 1),
    "None",
    "null",
    "true",
    "[]",
    '{"a": 1}',
    "2026-02-30",
    "2026-02-29",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "12026-1-1",
    "29-02-2025",
    "2026-W60",
    "25:61",
    "24:00",
    "2026-03-29T02:30",
    "1970-01-01T00:00:00Z",
    "' OR 1=1 --",
    '"',
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% debug %}",
    "%s%n",
    "%(name)s",
    "{0.__class__}",
    "../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd",
    "//elsewhere.example/",
    "https://elsewhere.example/",
    "javascript:alert(1)",
    "=cmd|'/C calc'!A0",
    "@SUM(1)",
    "a\r\nX-Odd: yes",
    "\u202eabc",
    "\ufeff",
    "\ufffe",
    "💥" * 50,
    "e\u0301" * 40,
    "ﷺ" * 20,
    "İ",
    "ß",
    "a" * 300,
    "nothing",
    "all",
    "SW",
    "AVM",
    "2025",
    "nu",
    "wellbeing",
    "on",
    "en",
    "nl",
)
RAW = (
    b"\xff",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xf8\x88\x80\x80\x80",
    b"%",
    b"a=b=c",
    b"\xe2\x28\xa1",
    b";&;",
)
NAMES = (
    "q",
    "next",
    "page",
    "round",
    "measure",
    "unit",
    "unit_kind",
    "filter",
    "filter_kind",
    "statistic",
    "day",
    "date",
    "language",
    "theme",
    "code",
    "email",
    "name",
    "confirm",
    "csrfmiddlewaretoken",
    "file",
    "kind",
    "site",
    "tab",
    "form-TOTAL_FORMS",
    "form-INITIAL_FORMS",
    "form-0-id",
    "x" * 300,
    "a[b]",
    "\x00",
    "💥",
    "",
)
HEADERS = {
    "Accept-Language": (
        "nl",
        "en-GB,en;q=0.9",
        "xx",
        "*",
        "nl;q=NaN",
        "en-" * 300,
        "\xff",
        "nl,en" * 2000,
        "",
    ),
    "Range": ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=a-b", "bytes=0-1,2-3", "lines=1"),
    "HX-Request": ("true", "1"),
    "HX-Target": ("content", "💥".encode().decode("latin-1"), "x" * 5000),
    "HX-Current-URL": ("http://testserver/", "http://[", "%ff", "javascript:1"),
    "HX-Current-URL-URI-AutoEncoded": ("true",),
    "HX-Trigger": ("a", '{"a":'),
    "HX-Boosted": ("true",),
    "Triggering-Event": ("{", "%7B%7D", '{"a":1}'),
    "Triggering-Event-URI-AutoEncoded": ("true",),
    "If-None-Match": ("*", '"x"', "W/", '"' * 500),
    "If-Modified-Since": (
        "yesterday",
        "Thu, 01 Jan 0001 00:00:00 GMT",
        "Thu, 31 Feb 2099 00:00:00 GMT",
        "-1",
    ),
    "If-Range": ("x",),
    "Authorization": ("Bearer", "Bearer x", "Basic !!!", "Bearer \xff", "Bearer " + "x" * 9000),
    "X-Forwarded-For": ("127.0.0.1", "unknown", "::1%eth0", "\xff", "1," * 500),
    "X-Forwarded-Proto": ("https", "x"),
    "X-Forwarded-Host": ("elsewhere.example",),
    "Referer": ("http://[::1", "x", "https://elsewhere.example/"),
    "Origin": ("null", "https://elsewhere.example"),
    "Accept": ("application/json", "*/*;q=2", "text/html;x", "image/png"),
    "Accept-Encoding": ("gzip", "gzip;q=x", "br", "identity;q=0"),
    "User-Agent": ("", "\xff" * 300),
    "Host": ("elsewhere.example", "testserver:99999", "[", "a b", ""),
    "Cookie": (
        "session=x",
        "session=" + "a" * 300,
        "csrf=💥".encode().decode("latin-1"),
        "messages=x",
        'messages="[[',
        "a",
        "theme=neon",
        "=;=;",
        "language=xx",
        "django_language=../../x",
        "session=\xff; session=y",
    ),
}
# without a character set: `config/front.py` takes those off before Django sees them
KINDS = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "",
    "a",
    "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=" + "b" * 300,
    "multipart/mixed; boundary=b",
)
METHODS = ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "POST")


def value(random: Random) -> str:
    """One odd value; a rare one is long."""
    if random.random() < 0.01:
        return random.choice("a9 é💥\x00") * random.choice((1_000, LONG))
    if random.random() < 0.15:
        return "".join(chr(_point(random)) for _ in range(random.randrange(12)))
    return random.choice(VALUES)


def _point(random: Random) -> int:
    """A character of any plane but the surrogates, which UTF-8 cannot say; `RAW` has those."""
    point = random.choice((random.randrange(0x80), random.randrange(0x3000), random.randrange(0x110000)))
    return 0x20 if 0xD800 <= point < 0xE000 else point


def in_path(random: Random, kind: str) -> str:
    """What stands in an address in the place of a parameter of this kind, as it travels."""
    if kind == "int":
        return random.choice(
            ("0", "1", "2", "007", str(2**31), str(2**63 - 1), str(2**63), "9" * 40, "9" * 5000)
        )
    if kind == "slug":
        return random.choice(("a" * 300, "-", "_", "SW", "nothing", "0", "con", "__proto__", "9" * 30))
    if random.random() < 0.3:
        return quote_from_bytes(random.choice(RAW), safe="")
    return quote(value(random)[:2000], safe="") or "x"


def pairs(random: Random, names: tuple[str, ...] = ()) -> str:
    """A query or form, encoded: some known names, some not, repeated and broken ones."""
    told = []
    for _ in range(random.randrange(6)):
        name = quote(random.choice((*names, *names, *NAMES) if names else NAMES), safe="")
        said = (
            quote_from_bytes(random.choice(RAW)) if random.random() < 0.1 else quote(value(random), safe="")
        )
        told += [f"{name}={said}"] * random.choice((1, 1, 1, 2, 3))
    if random.random() < 0.01:
        told += [f"x{number}=1" for number in range(1_500)]
    return random.choice(("&", "&", "&", "&&", ";")).join(told)


def filled_in(random: Random, fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """A form as the page offers it, with one or some of its answers replaced, repeated or left out."""
    told = {name: list(values) for name, values in fields.items()}
    for name in random.sample(sorted(told), min(len(told), random.choice((0, 1, 1, 2, 9)))):
        deed = random.random()
        if deed < 0.15:
            del told[name]
        elif deed < 0.25:
            told[name] = [*told[name], value(random)]
        else:
            told[name] = [value(random)]
    return told


def headers(random: Random) -> dict[str, str]:
    """Some odd headers; often none."""
    chosen = random.sample(sorted(HEADERS), random.choice((0, 0, 1, 1, 2, 4)))
    return {name: random.choice(HEADERS[name]) for name in chosen}


def body(random: Random) -> tuple[str, bytes]:
    """A content type, and bytes that need not fit it."""
    part = 'Content-Disposition: form-data; name="file"; filename="{}"\r\nContent-Type: {}\r\n\r\n'
    name, kind = random.choice(("../../x.csv", "a\x00b.zip", "x" * 300, "", "con.csv")), random.choice(KINDS)
    bodies = (
        b"",
        b"{",
        b"[" * 5000,
        json.dumps({"a": value(random)[:500]}).encode(),
        b"\x00" * 50,
        random.randbytes(200),
        b"--b\r\n" + part.format(name, kind).encode() + b"x\r\n--b--\r\n",
        b"--b\r\n\r\n--b",
        b"--b--",
        b"--b\r\n" + part.format(name, "text/csv").encode() + random.randbytes(60),
        b"--b\r\nContent-Disposition: form-data; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n!",
    )
    return kind, random.choice(bodies)

"""An attacker with copies of both databases and of all mail, who knows when each student handed in.

She also has what a database keeps beside its columns: row numbers, transaction numbers, and the bytes of
its files with everything that was deleted. She guesses which answers belong to which student, in every way
she can think of, and we count her best guess. Answers are recognised by a mark of their own.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from django.db import connections

from thuis.foundation.pseudonyms.links import draft_digest

MARK = re.compile(rb"zq[0-9a-f]{16}")
DIGEST = re.compile(rb"[0-9a-f]{64}")
TABLES = ("responses_draft", "responses_letterboxanswers", "responses_response")
LINK = re.compile(r"/m/([a-z2-7]{26})/")
NEAR = (600, 1500, 4000)  # bytes: the same row, a neighbour, the same page of SQLite


@dataclass(frozen=True)
class Result:
    """The best guess: the share of students she has right, what blind chance gives, and how she did it."""

    success: float
    chance: float
    way: str

    @property
    def above_chance(self):
        return self.success - self.chance


def attack(*, handed_in, spool, truth):
    """Her best guess.

    `handed_in`: student numbers in the order in which they handed in. `spool`: every mail ever sent.
    `truth`: student number -> mark; only used to count.
    """
    students, answers = read_students(), read_answers()
    keys = keys_from(spool, students)
    sides = list(product(student_orders(handed_in, keys).items(), answer_orders(answers).items()))
    ways = {
        f"{one} x {other}": pair(order, marks, students, answers) for (one, order), (other, marks) in sides
    }
    ways |= {f"nearest of {reach} bytes": nearest(keys, reach) for reach in NEAR}
    right = {way: sum(truth.get(number) == mark for number, mark in g.items()) for way, g in ways.items()}
    way = max(right, key=right.get)
    groups = {group for group, _mark in answers}
    return Result(right[way] / len(truth), len(groups) / len(truth), way)


def read_students():
    """Student number -> her group: what both databases say about somebody, and whether she finished."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT p.number, i.programme, i.study_year, i.progress, p.email FROM monitor_invitation i"
            " JOIN institution_person p ON p.id = i.person_id"
        )
        return {row[0]: (row[1], row[2], row[3] == "completed", row[4]) for row in cursor.fetchall()}


def read_answers():
    """Every (group, mark) in the order of the table."""
    found = []
    for table, finished in (("responses_letterboxanswers", False), ("responses_response", True)):
        with connections["responses"].cursor() as cursor:
            cursor.execute(f"SELECT programme, study_year, answers FROM {table}")
            for programme, year, answers in cursor.fetchall():
                found.append(((programme, year, finished), MARK.search(str(answers).encode())[0]))
    return found


def keys_from(spool, students):
    """Draft key -> student, from the links in the mail."""
    by_address = {row[3]: number for number, row in students.items()}
    return {
        draft_digest(LINK.search(message.body)[1]).encode(): by_address[message.to[0]] for message in spool
    }


def student_orders(handed_in, keys):
    """Every order of students she can know or read."""
    orders = {"time of handing in": handed_in, "invitations": physical_invitations()}
    for name, found in (*rows("responses_draft", "key"), *raw_orders(DIGEST)):
        orders[f"drafts by {name}"] = [keys[key] for key in found if key in keys]
    return orders


def answer_orders(answers):
    """Every order of answers she can read."""
    orders = {"as read": [mark for _group, mark in answers]}
    for name, found in raw_orders(MARK):
        orders[name] = found
    for table in TABLES[1:]:
        for column in ("id", "owner", "answers"):
            for name, found in rows(table, column):
                orders[f"{table} by {name}"] = [MARK.search(value)[0] for value in found]
    return {**orders, **{f"{name}, backwards": found[::-1] for name, found in orders.items()}}


def rows(table, column):
    """The values that identify a row, in each order that the database knows of."""
    postgres = connections["responses"].vendor == "postgresql"
    hidden = ("ctid", "xmin::text::bigint, cmin::text::bigint, ctid") if postgres else ("rowid",)
    value = "key" if table == "responses_draft" else "answers"
    for order in {*hidden, column}:
        order = f"{order}::text" if order == "answers" and postgres else order
        with connections["responses"].cursor() as cursor:
            cursor.execute(f"SELECT {value} FROM {table} ORDER BY {order}")
            yield order, [str(row[0]).encode() for row in cursor.fetchall()]


def physical_invitations():
    """The students in the order in which their invitations were last written."""
    order = "i.xmin::text::bigint, i.ctid" if connections["default"].vendor == "postgresql" else "i.rowid"
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT p.number FROM monitor_invitation i JOIN institution_person p ON p.id = i.person_id"
            f" ORDER BY {order}"
        )
        return [row[0] for row in cursor.fetchall()]


def files():
    """Name -> all bytes of the files of both databases, the deleted ones as well."""
    if connections["responses"].vendor == "postgresql":
        return {table: heap(table) for table in TABLES}
    found = {}
    for alias in ("default", "responses"):
        name = connections[alias].settings_dict["NAME"]
        for path in (Path(f"{name}{ending}") for ending in ("", "-wal", "-journal")):
            if path.exists():
                found[f"{alias}{path.suffix}"] = path.read_bytes()
    return found


def heap(table):
    """The file of one table as it lies on the disk of the server."""
    with connections["responses"].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
        return bytes(cursor.fetchone()[0])


def raw_orders(pattern):
    """First and last place of everything like `pattern`, per file; a page is filled from its end."""
    for name, content in files().items():
        first, last = {}, {}
        for match in pattern.finditer(content):
            first.setdefault(match[0], match.start())
            last[match[0]] = match.start()
        for which, places in (("first", first), ("last", last)):
            found = sorted(places.items(), key=lambda pair: pair[1])
            yield f"{which} bytes in {name}", [value for value, _place in found]
            found.sort(key=lambda pair: by_page(pair[1]))
            yield f"{which} bytes per page in {name}", [value for value, _place in found]


def by_page(place):
    page = {"postgresql": 8192, "sqlite": 4096}[connections["responses"].vendor]
    return place // page, -place


def pair(order, marks, students, answers):
    """The first student of each group with the first answers of that group, and so on."""
    group_of = {mark: group for group, mark in answers}
    waiting = defaultdict(list)
    for mark in reversed(marks):
        if mark in group_of:
            waiting[group_of[mark]].append(mark)
    guesses = {}
    for number in order:
        if waiting[students[number][:3]]:
            guesses.setdefault(number, waiting[students[number][:3]].pop())
    return guesses


def nearest(keys, reach):
    """The answers that lie closest after the draft key of a student, in any file."""
    guesses = {}
    for content in files().values():
        marks = [(match.start(), match[0]) for match in MARK.finditer(content)]
        for match in DIGEST.finditer(content):
            after = next((mark for place, mark in marks if 0 < place - match.start() < reach), None)
            if match[0] in keys and after:
                guesses.setdefault(keys[match[0]], after)
    return guesses

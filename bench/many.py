"""A release as if so many times more students had answered: `python -m bench.many TIMES`.

Every row of the file that a release is made of is there TIMES times, as somebody else; as many are enrolled.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
import duckdb


def main(times: int) -> None:
    django.setup()
    from thuis.config import releases
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.loading.responses import write_responses
    from thuis.foundation.release import actions
    from thuis.foundation.release.actions import make_release

    def written(rounds: Any, path: Path, *, key: bytes) -> int:
        rows = write_responses(rounds, path, key=key)
        _copy(path, times)
        return rows * times

    def made(*, rounds: Any, by: Any) -> Any:
        more = [replace(one, enrolled=_more(one.enrolled, times)) for one in rounds]
        return make_release(rounds=more, by=by)

    with patch.object(actions, "write_responses", written), patch.object(releases, "make_release", made):
        releases.release_closed_rounds(by=Operator("bench"))


def _copy(path: Path, times: int) -> None:
    more = path.with_suffix(".more")
    people = f"SELECT * REPLACE (respondent || '-' || i AS respondent) FROM '{path}', range({times}) t(i)"
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"COPY ({people}) TO '{more}' (FORMAT parquet)")
    more.replace(path)


def _more(margins: Any, times: int) -> dict[str, dict[str, float]]:
    return {name: {value: n * times for value, n in one.items()} for name, one in margins.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""The same questions on Spark: for answers that lie where a cluster is, or are more than one machine holds.

Comes with `thuis[spark]` and needs Java 17 or newer. Everything that is kept along the way is a view, and
goes with the session.
"""

import atexit
import functools
import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark.errors import NumberFormatException, PySparkException
from pyspark.logger import PySparkLogger
from pyspark.sql import DataFrame, SparkSession

from thuis.core.errors import InvalidInput, UserError
from thuis.warehouse.engine import Columns, column_of, first_line, is_csv, write_parquet

LOCAL = "local[*]"
TYPES = {"i": "BIGINT", "f": "DOUBLE"}
# Two types have another name here. What stands between quotes is a name or a value, and keeps its words.
OWN_WORDS = {"DOUBLE PRECISION": "DOUBLE", "VARCHAR": "STRING"}
PIECES = re.compile(r"'[^']*'|\"[^\"]*\"|\b(?:" + "|".join(OWN_WORDS) + r")\b")
# As every other engine has it: names between double quotes, and no sum that runs over in silence.
AS_STANDARD = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.caseSensitive": "true",
}
# What goes wrong is raised; beside that both Java and Python would print the question, and answers in it.
QUIET = {
    "spark.log.level": "OFF",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
# On this machine alone: no web page with our questions, no port that others reach.
ALONE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}


class Spark:
    """One session, and one Parquet or CSV file (or folder of them) of answers in it."""

    def __init__(self, responses: str, master: str = LOCAL) -> None:
        """`responses` as a path or an address that Spark reads; `master` as `local[*]` or `spark://…`.

        Raises:
            UserError: there is no Java that Spark can use, or nobody answers at `master`.
        """
        self.ours = SparkSession.getActiveSession() is None
        self.session = _session(master)
        self.source = "responses"
        self._read(responses).createOrReplaceTempView(self.source)

    def columns(self) -> Mapping[str, str]:
        """The name and type of every column of the file."""
        return dict(self.session.table(self.source).dtypes)

    def rows(self, text: str, parameters: Sequence[object] = ()) -> Columns:
        """The answer to a question.

        Raises:
            InvalidInput: a text stands where a number belongs.
        """
        found = self._ask(text, parameters)
        try:
            rows = found.collect()
        except NumberFormatException as error:
            raise InvalidInput("release-no-number", said=first_line(error)) from error
        columns = list(zip(*rows, strict=True)) or [()] * len(found.columns)
        return {name: column_of(values) for name, values in zip(found.columns, columns, strict=True)}

    def keep(self, name: str, text: str, parameters: Sequence[object] = ()) -> None:
        """Keep the answer to a question under a name; it is worked out once, when it is first asked for."""
        self._ask(text, parameters).cache().createOrReplaceTempView(name)

    def load(self, name: str, columns: Columns) -> None:
        """As one text that Java takes apart: rows from Python need the same Python on every machine."""
        kinds = [f"`{column}`: {TYPES.get(one.dtype.kind, 'STRING')}" for column, one in columns.items()]
        values = zip(*(one.tolist() for one in columns.values()), strict=True)
        rows = json.dumps([dict(zip(columns, row, strict=True)) for row in values])
        text = f"SELECT inline(from_json(?, 'array<struct<{', '.join(kinds)}>>'))"
        self.keep(name, text, [rows])

    def save(self, path: Path, text: str) -> None:
        """Write the answer to a question as a Parquet file, on the machine that asks."""
        write_parquet(path, self.rows(text))

    def close(self) -> None:
        """A session that was there before us stays; what we kept in it goes."""
        self.session.catalog.clearCache()
        if self.ours:
            self.session.stop()

    def _read(self, responses: str) -> DataFrame:
        place = responses if "://" in responses else f"file://{Path(responses).resolve()}"
        if is_csv(responses):
            return self.session.read.csv(place, header=True, escape='"', multiLine=True)
        return self.session.read.parquet(place)

    def _ask(self, text: str, parameters: Sequence[object] = ()) -> DataFrame:
        return self.session.sql(in_own_words(text), args=list(parameters) or None)


def in_own_words(text: str) -> str:
    """The portable question in the words of Spark."""
    return PIECES.sub(lambda found: _piece(found[0]), text)


def _piece(piece: str) -> str:
    if piece.startswith("'"):
        return piece.replace("\\", "\\\\")  # a backslash would begin something special
    return OWN_WORDS.get(piece, piece)


@functools.cache
def _scratch() -> str:
    """One folder, closed to others, for as long as this program runs: Java keeps the first that it gets."""
    folder = tempfile.mkdtemp(prefix="thuis-spark-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _session(master: str) -> SparkSession:
    """A session with its own names and settings, in a Spark that runs or that we start."""
    builder = SparkSession.builder.master(master).appName("thuis")
    settings = dict(QUIET)
    if master.startswith("local"):
        settings |= {**ALONE, "spark.local.dir": _scratch(), "spark.sql.warehouse.dir": _scratch()}
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate().newSession()
    except (PySparkException, Py4JError) as error:
        raise UserError("release-spark-does-not-start", master=master) from error
    PySparkLogger.getLogger("SQLQueryContextLogger").disabled = True
    for name, value in AS_STANDARD.items():
        session.conf.set(name, value)
    return session

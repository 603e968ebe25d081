"""docs/reference/release.md: what a release holds, for whoever reads or builds one."""

import tomllib
from pathlib import Path

from thuis.config.reference.markdown import code, page, table
from thuis.core.disclosure import table as cells

ROOT = Path(__file__).resolve().parents[2]

BUILD = """```
thuis release build --responses R.parquet --enrolment E.csv --rules rules.toml --out DIR
                    [--previous DIR] [--engine ENGINE] [--master ADDRESS]
thuis release verify DIR
thuis release attack DIR --truth R.parquet [--previous DIR] [--report FILE]
```

None of these needs a database or a site. `build` writes `cells.parquet`, `certificate.json` and a copy
of the rules; a `private` folder beside them is for the next version only and is never published. The
certificate is written last: without a certificate there is no release. The secret key is made at the
first build, readable by its owner alone."""

SITE = """`thuis release make` releases every closed round of the site of which all answers are in, and that
is not in the latest release. The site does so once a day by itself. Rounds that were released stay as
they are. Releases lie in `releases` below `THUIS_HOME`, one folder per version.

Whoever may see results reads them at `/api/v1/releases/`, as JSON, with the session of the site. What there
is to ask stands in `/api/v1/openapi.json`. A suppressed figure is `{"suppressed": reason}`, without a number.
Titles in Dutch and English, of measures, options, units and filters, lie beside a release in `titles.json`; a
release from files has none, and everything is called by its name.
Everybody who sees results sees the whole institution; a unit is for who has a role at it or above it; a site
is for who sees the whole."""

INPUT = """**R.parquet**: one row per response; or a CSV file with a header, or a table of PostgreSQL,
with the same columns (see Engines). `round` and `respondent` (a pseudonym, the same over
rounds where linked), one text column per dimension, one number column per scale (0 to 100, nothing when
missing), one whole-number column per item. A choice has one column per option, `measure:option`: 1 when it
was chosen, 0 when not, nothing when the question was not answered. A composite has no column. NaN and
infinity count as nothing; any other number outside the range of its measure stops the build.

**E.csv**: how many were enrolled, long: `round, dimension, value, enrolled`; a number, or `<5`.

**rules.toml**: below. Only `dimensions` and `measures` are needed; everything else has the values of
`src/thuis/content/disclosure.toml`, and a number can only go up."""

RULES = """```toml
release = "student-wellbeing-monitor"
keys_file = "release.key"          # beside this file
rounds = ["2025", "2026"]          # oldest first; without it the order of their names. Others are refused

[dimensions]                       # wide units before narrow ones
domain = "unit"
site = "unit"
programme = "unit"
study_year = "filter"

[measures.wellbeing]
kind = "scale"
range = [0, 100]
cut_off = 40                       # adds share_below: the share under it
sensitive = false

[measures.exhaustion]
kind = "scale"

[measures.q_energy]
kind = "item"
range = [1, 5]                     # raw codes; options are all whole numbers in it unless listed
part_of = "wellbeing"              # an item shares the noise of its scale
reversed = false                   # true when a high code makes the scale low

[measures.needs]                   # a question with several answers: shares only, no mean
kind = "choice"
options = ["rest", "money"]        # columns needs:rest and needs:money

[measures.life]                    # made of what is told of others; negative where high makes it low
kind = "composite"
of = ["wellbeing", "exhaustion"]
weights = [6, -3]
range = [0, 100]

[wording.2025]                     # a digest of the words per measure; where two rounds differ: no change
wellbeing = "5f2b"

[wording.2026]
wellbeing = "5f2b"

[weighting]
margins = ["programme", "study_year"]
```"""

ENGINES = """What adds answers up is one text of SQL, so every engine gives the same `cells.parquet` and
`certificate.json`, to the byte, and the same ledger. `tests/warehouse/test_engines.py` holds them to it,
with NaN, infinity, empty texts, missing values, three rounds and their overlap, choices and composites.
Everything after that, noise and audit, is the same program on the machine that builds."""
ENGINE_ROWS = [
    (code("duckdb"), "a Parquet or CSV file", "nothing", "of itself, for a file"),
    (
        code("postgresql"),
        code("postgresql://…#table"),
        code("thuis[engines]"),
        "of itself, for such an address",
    ),
    (
        code("spark"),
        "a Parquet or CSV file, a folder of them, or an address that Spark reads",
        code("thuis[spark]") + " (480 MB) and Java 17 or newer",
        "with " + code("--engine spark"),
    ),
]
SPARK = """Spark runs on this machine, or at `--master`, for instance `spark://host:7077`. Then the
responses must lie where that Spark reads them too. On this machine it opens no page and no port for others,
and keeps its scratch files in a folder that goes when the build ends. It is for answers that lie where a
cluster is: starting it takes longer than a whole build on DuckDB. A column is found by its exact name,
capitals included.

In a CSV file everything is text until it is counted, so `01` stays `01`; an empty place is nothing. A text
where a number belongs stops the build, and the line or the text is told.

`make test` tests DuckDB, and PostgreSQL where its server programs are; it says loudly that Spark was not
run. `make spark` runs the comparison on Spark, in an environment of its own below `var`."""

COLUMNS = {
    "release, version": "Name of the release, and its version, counted from 1",
    "round": "The round",
    "measure": "A scale, an item, a choice or a composite",
    "statistic": "`mean`, `share_below` (0 to 1), `answer_share` (0 to 1), `count`, `change`",
    "option": "For `answer_share` the raw code, or the codes of one band joined with ` | `; of a choice the "
    "option. Options of a choice need not add up to 1",
    "unit_kind, unit": "`institution` with `all`, or a unit; members of a merged cell are joined with ` | `",
    "filter_kind, filter_value": "Empty, one filter, or two joined with `+` in alphabetical order of kind; "
    "`panel` with `both` are those who answered this round and the one before",
    "estimate": "The figure, noise included; nothing where it is suppressed or a band",
    "low, high": "95 % interval for the population that this cohort stands for; for a band its bounds",
    "cohort_low, cohort_high": "95 % interval for the students enrolled in this round (finite population)",
    "n_shown": "Number of answers, after noise, rounded to five",
    "status": "`released`, `merged` (released, of several small values together), `suppressed_primary`, "
    "`suppressed_secondary`",
    "reason": "Why a figure is not there, or what is special about it",
}
REASONS = {
    cells.TOO_FEW: "fewer answers than the threshold",
    cells.EXPOSES: "with the other cells it would tell too much of a small group",
    cells.BAND: "told as a band: almost nobody, or almost everybody",
    cells.NOT_BEFORE: "the round before does not have this cell",
}
METHOD = """1. Answers are added up per combination of all dimensions (an *atom*). Cells are unions of atoms.
2. Answers are weighted to the enrolment (raking, trimmed). The weights stand in the certificate.
3. Small neighbours are merged: small programmes of one domain, small values within a unit. What stays
   small is suppressed.
4. The auditor is an attacker who has every cell and knows who is in it. It computes how well the mean
   of every group of one to nine people would be known, as a posterior standard deviation, also when two
   members tell. Of somebody who stands alone in all dimensions at least `lone` of what nobody knew of her
   beforehand must stay unknown. The least useful cells are taken away until everybody is safe. Linear
   programming checks what is certain.
5. Every sum gets keyed noise. The same people with the same sum always get the same draw. A mean, its
   distribution and the items of a scale share one draw, so none of them tells more than the mean alone.
6. Intervals include the noise. They use the spread of the whole round and the rounded number of
   answers, because a cell's own would tell about its people.
7. A band follows from the number with noise, as everything that is told does.
8. A next version is refused when one to nine answers changed in a cell that is told. A cell in which nobody
   changed stays as it was. The auditor counts the cells of the version before as told, and takes new ones
   away until both versions together expose nobody.
9. An option of a choice is a yes or no: it needs twenty answers, its extremes are bands, and it is audited.
   All options of a question have the same noise on their counts: at least one person, and at least
   `of_spread` times the largest spread that any weighted sum of them has (the root of the largest eigenvalue
   of their covariance over the round). So options that say the same do not average the noise away.
10. A composite is the weighted mean of the released means of its components in the same cell, each put in
   the range of the composite. It has no noise of its own and is told where every component is; else it has
   the reason of the first that is not. It is the mean of the means of its components: who skipped one still
   counts in the others, so it can differ a little from the mean of the scores in the letters.
   Its interval uses how far components go together over the whole round, in steps of 0.05. There are no
   counts and no shares of it.
11. Each round keeps in the certificate the thresholds it was released under, and `verify` checks its rows by
   those. A threshold that goes up later changes nothing that was released.
12. A change is counted only where both rounds asked in the same words. A question in other words, its scale
   and what is made of it have no change; `changes_left_out` in the certificate names them.
13. The draws of measures that go together go together too, so that mixing many scales tells no more of
   somebody than one does. An option that fewer than 3 % of the round chose is told with its neighbour, and a
   band never stands alone: the next smallest share becomes a band between tenths."""
HARNESS = """`make harness` attacks a whole site in the same way: it fills one, signs in as
every role, gets every address of `tests/architecture/routes.txt` and every answer of the API, and attacks
what each role holds and what all hold together. Then one student answers otherwise, comes or goes, and every
page, picture and file must stay the same to the byte. It takes ten minutes, so `make test` leaves it out
and says so. A new address is looked at by itself; a new parameter needs a line in `tests/harness/fillers.py`.

`.venv/bin/python -m bench.held_out` attacks the releases of twenty invented colleges that no design was
tuned on, and says which promise is missed."""
ATTACKS = {
    "bayes-linear": "the best linear guess from all cells; `best_posterior`: its deviation, in spreads",
    "differencing": "one cell minus another",
    "colluders-1, colluders-2": "one or two people per narrowest unit tell their own score",
    "limits": "linear programming, whole numbers; `best_posterior`: half of what stays possible, in spreads",
    "averaging": "scale, items and distributions of one cell; `best_posterior` is the part of the noise left",
    "yes-no": "is it known to 95 % that all, or none, of a small group are below the cut-off "
    "or chose an option",
    "learned": "did a lone person take part, learned from invented rounds; `best_posterior` is the AUC",
    "learned-from-guess": "the same by an attacker who looks at his best linear guess only; the stronger one",
    "learned-best-known": "the same for the people of whom the cells tell most",
    "versions": "the best linear guess from two versions together (with `--previous`)",
    "control-plain-ten": "exact means of ten or more: must expose many",
    "control-plain-shares": "exact shares without bands: must give many away",
}


def release_page(root: Path) -> str:
    """docs/reference/release.md"""
    thresholds = tomllib.loads((ROOT / "content" / "disclosure.toml").read_text(encoding="utf-8"))
    rows = [(part, code(key), value) for part, keys in thresholds.items() for key, value in keys.items()]
    return page(
        "Releases",
        BUILD,
        "## Releases of a site",
        SITE,
        "## What goes in",
        INPUT,
        RULES,
        "## Engines",
        ENGINES,
        table(["Engine", "Reads", "Needs", "Is chosen"], ENGINE_ROWS),
        SPARK,
        "## What comes out",
        table(["Column of cells.parquet", "What it holds"], COLUMNS.items()),
        table(["Reason", "Meaning"], [(code(reason), words) for reason, words in REASONS.items()]),
        "## How it is made",
        METHOD,
        "## Attacks",
        "`attack` tries each of these and exits with 1 when one without colluders gets through. A claim is a "
        "posterior below 0.15 spreads of one person; a breach is a claim that is right to 0.25 spreads. The "
        "truth judges the attacks and makes none.",
        table(["Attack", "What it does"], [(code(name), words) for name, words in ATTACKS.items()]),
        "### Over HTTP, and on colleges that nobody tuned on",
        HARNESS,
        "## Thresholds",
        table(["Part", "Key", "Value"], rows),
    )

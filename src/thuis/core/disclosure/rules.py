"""Reading the rules of a release from a parsed TOML file, with a precise word for every mistake."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from thuis.core.disclosure.model import (
    JOIN,
    OF,
    AuditLimits,
    Dimension,
    Lattice,
    Measure,
    NoiseLevels,
    Rules,
    Thresholds,
    Weighting,
)
from thuis.core.errors import ContentError

# Nobody may go below these; a file can only ask for more.
FLOORS = {"mean": 10, "share": 20, "sensitive": 20, "band": 3, "change_batch": 10}
NOISE_FLOORS = {"of_range": 0.25, "of_spread": 1.9, "count": 1.0, "cut": 2.5, "own": 0.5}
AUDIT_FLOORS = {"claim": 0.15, "lone": 0.78, "margin": 0.0, "group": 9, "colluders": 2, "bounds_width": 0.25}
MOST_OPTIONS = 11
DEFAULT_UNITS = set(Lattice().two_filters_at)  # a release without domains need not say so
RESERVED = {"institution", "panel", "round", "respondent", "release", "version"}
PARTS = {
    "thresholds": Thresholds,
    "noise": NoiseLevels,
    "audit": AuditLimits,
    "lattice": Lattice,
    "weighting": Weighting,
}
# What each kind of measure may say, beside its name, its kind and whether it is sensitive.
ALLOWED = {
    "scale": {"range", "cut_off", "options"},
    "item": {"range", "cut_off", "options", "part_of", "reversed"},
    "choice": {"options"},
    "composite": {"range", "of", "weights"},
}
KNOWN = {"release", "keys_file", "rounds", "wording", "dimensions", "measures", *PARTS}


def rules_from(parsed: Mapping[str, Any]) -> Rules:
    """The rules that a file states.

    Raises:
        ContentError: with one sentence per mistake.
    """
    problems = list(_problems(parsed))
    if problems:
        raise ContentError(problems)
    rules = Rules(
        release=str(parsed.get("release", "release")),
        dimensions=tuple(Dimension(one["name"], one["kind"]) for one in named(parsed["dimensions"], "kind")),
        measures=tuple(_measure(one) for one in named(parsed["measures"], "kind")),
        rounds=tuple(str(name) for name in parsed.get("rounds", ())),
        wording={name: dict(digests) for name, digests in parsed.get("wording", {}).items()},
        **{name: _part(kind, parsed.get(name, {})) for name, kind in PARTS.items()},
    )
    mistakes = list(_mistakes(rules))
    if mistakes:
        raise ContentError(mistakes)
    return rules


def named(part: Any, short: str) -> list[dict[str, Any]]:
    """A list of tables with a `name`, or a table by name; a lone text stands for its `short` key."""
    if isinstance(part, list):
        return [dict(one) for one in part]
    return [
        {"name": name, **(dict(one) if isinstance(one, Mapping) else {short: one})}
        for name, one in part.items()
    ]


def _problems(parsed: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(set(parsed) - KNOWN):
        yield f"{name}: unknown; use one of {', '.join(sorted(KNOWN))}"
    for name in ("dimensions", "measures"):
        if not parsed.get(name):
            yield f"{name}: missing; give at least one"
    wording = parsed.get("wording", {})
    if not isinstance(wording, Mapping) or not all(isinstance(one, Mapping) for one in wording.values()):
        yield "wording: a table per round, with a text per measure"
    rounds = parsed.get("rounds", [])
    if not isinstance(rounds, list) or len(set(map(str, rounds))) < len(rounds):
        yield "rounds: a list of names, oldest first, each once"
    yield from _part_problems(parsed)
    for one in named(parsed.get("dimensions", {}), "kind"):
        yield from _dimension_problems(one)
    for one in named(parsed.get("measures", {}), "kind"):
        yield from _measure_problems(one)


def _part_problems(parsed: Mapping[str, Any]) -> Iterator[str]:
    for name, kind in PARTS.items():
        allowed = {field.name for field in fields(kind)}
        for key in sorted(set(parsed.get(name, {})) - allowed):
            yield f"{name}.{key}: unknown; use one of {', '.join(sorted(allowed))}"


def _dimension_problems(one: Mapping[str, Any]) -> Iterator[str]:
    where = f"dimensions.{one.get('name')}"
    if one.get("kind") not in ("unit", "filter"):
        yield f"{where}: kind must be unit or filter"
    if "+" in str(one.get("name")) or one.get("name") in RESERVED:
        yield f"{where}: this name is taken; choose another"


def _measure_problems(one: Mapping[str, Any]) -> Iterator[str]:
    where = f"measures.{one.get('name')}"
    kind = one.get("kind")
    if kind not in ALLOWED:
        yield f"{where}: kind must be {', '.join(ALLOWED)}"
        return
    for key in sorted(set(one) - ALLOWED[kind] - {"name", "kind", "sensitive"}):
        yield f"{where}.{key}: unknown; use one of {', '.join(sorted(ALLOWED[kind] | {'kind', 'sensitive'}))}"
    if kind == "choice":
        yield from _choice_problems(where, one.get("options"))
    else:
        yield from _number_problems(where, one)
    if kind == "composite":
        yield from _composite_problems(where, one.get("of"), one.get("weights"))


def _number_problems(where: str, one: Mapping[str, Any]) -> Iterator[str]:
    low_high = one.get("range", [0, 100] if one["kind"] in ("scale", "composite") else None)
    if not isinstance(low_high, list) or len(low_high) != 2 or not low_high[0] < low_high[1]:
        yield f"{where}: range must be two numbers, the low one first"


def _choice_problems(where: str, options: Any) -> Iterator[str]:
    if not isinstance(options, list) or not options or len(set(map(str, options))) < len(options):
        yield f"{where}.options: name each option once, at least one"
        return
    for option in options:
        if not isinstance(option, str) or OF in option or JOIN in option:
            yield f"{where}.options: {option} must be a text without '{OF}' and '{JOIN}'"


def _composite_problems(where: str, of: Any, weights: Any) -> Iterator[str]:
    if not isinstance(of, list) or not of or len(set(map(str, of))) < len(of):
        yield f"{where}.of: name each component once, at least one"
    elif not isinstance(weights, list) or len(weights) != len(of) or 0 in weights:
        yield f"{where}.weights: one number for each component, and none of them 0"


def _measure(one: Mapping[str, Any]) -> Measure:
    if one["kind"] == "choice":
        sensitive, choices = bool(one.get("sensitive", False)), tuple(one["options"])
        return Measure(one["name"], "choice", 0.0, 1.0, sensitive=sensitive, choices=choices)
    low, high = one.get("range", [0, 100])
    options = one.get("options")
    if options is None:
        few = one["kind"] == "item" and float(low).is_integer() and high - low < MOST_OPTIONS
        options = range(int(low), int(high) + 1) if few else ()
    cut = one.get("cut_off")
    return Measure(
        name=one["name"],
        kind=one["kind"],
        low=float(low),
        high=float(high),
        cut=None if cut is None else float(cut),
        sensitive=bool(one.get("sensitive", False)),
        options=tuple(int(option) for option in options),
        part_of=str(one.get("part_of", "")),
        reversed=bool(one.get("reversed", False)),
        of=tuple(one.get("of", ())),
        weights=tuple(float(weight) for weight in one.get("weights", ())),
    )


def _part(kind: Any, given: Mapping[str, Any]) -> Any:
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})


def _mistakes(rules: Rules) -> Iterator[str]:
    """What only shows when all parts stand together."""
    yield from _too_low("thresholds", rules.thresholds, FLOORS)
    yield from _too_low("noise", rules.noise, NOISE_FLOORS)
    yield from _too_low("audit", rules.audit, AUDIT_FLOORS)
    names = {one.name for one in rules.dimensions}
    scales = {one.name for one in rules.measures if one.kind == "scale"}
    told = {one.name for one in rules.measures if one.kind in ("scale", "item")}
    for margin in sorted(set(rules.weighting.margins) - names):
        yield f"weighting.margins: {margin} is no dimension"
    for unit in sorted(set(rules.lattice.two_filters_at) - set(rules.units) - DEFAULT_UNITS):
        yield f"lattice.two_filters_at: {unit} is no unit"
    for one in rules.measures:
        if one.part_of and one.part_of not in scales:
            yield f"measures.{one.name}.part_of: {one.part_of} is no scale"
        for name in one.of:
            if name not in told:
                yield f"measures.{one.name}.of: {name} is no scale and no item"
    columns = [name for one in rules.measures for name in one.columns]
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        yield f"measures: {name} stands there twice"


def _too_low(name: str, part: object, floors: Mapping[str, float]) -> Iterator[str]:
    for key, floor in floors.items():
        if getattr(part, key) < floor:
            yield f"{name}.{key}: at least {floor}; it can only go up"

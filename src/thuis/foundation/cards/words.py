"""Numbers of a card in the reader's language."""

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from thuis.core.charts.model import Scale, Told
from thuis.foundation.texts.language import page_language

SHARE = Scale(0, 1, unit="%", factor=100)


def number(value: float, scale: Scale, language: str = "") -> str:
    """A figure as it is printed, without its unit. Who prints many gives the language of the page along."""
    shown = round(value * scale.factor, scale.decimals)
    return _printed(shown + 0.0, scale.decimals, language or page_language())


@lru_cache(maxsize=4096)
def _printed(shown: float, decimals: int, language: str) -> str:
    """Most figures are one of a few hundred, and a page holds as many."""
    return str(number_format(shown, decimal_pos=decimals))


def with_unit(value: float, scale: Scale, language: str = "") -> str:
    return number(value, scale, language) + scale.unit


def interval(low: float, high: float, scale: Scale) -> str:
    """'64–68'; one number when both ends print alike."""
    first, last = number(low, scale), number(high, scale)
    return first + scale.unit if first == last else f"{first}–{last}{scale.unit}"


def value_words(told: Told, scale: Scale) -> str:
    """The value, or the words of a band: 'less than 10%'."""
    if told.value is not None:
        return with_unit(told.value, scale)
    if told.low <= scale.low:
        return _("less than %(value)s") % {"value": with_unit(told.high, scale)}
    if told.high >= scale.high:
        return _("more than %(value)s") % {"value": with_unit(told.low, scale)}
    return interval(told.low, told.high, scale)

"""How tests say that something is refused."""

import pytest

from thuis.core.errors import InvalidInput


def refused_key(ask):
    """The message key with which `ask` is refused."""
    with pytest.raises(InvalidInput) as refused:
        ask()
    return refused.value.key

"""The filled site of the harness, for all fuzzing of one run."""

from tests.harness.conftest import filled

__all__ = ["filled"]

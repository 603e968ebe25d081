"""One filled and released site for the tests that go through the browser's door."""

from tests.harness.conftest import filled

__all__ = ["filled"]

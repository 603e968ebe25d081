"""Estimates with honest uncertainty: pure NumPy and SciPy, values in and values out.

Every public function names its formula, its source, and the reference software it agrees with; the figures
of agreement stand in tests/core/statistics. Random generators are arguments. Input that cannot be answered
is refused with `InvalidInput` and a message key; nothing returns NaN in silence.
"""

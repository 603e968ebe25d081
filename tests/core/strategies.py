"""Hypothesis: people who fill in anything that is possible."""

from hypothesis import strategies as st

from thuis.core.questionnaire.model import RATHER_NOT, Item, Kind


def answer_to(item: Item):
    """Any possible answer, 'rather not' included."""
    if item.kind is Kind.CHOICE:
        own = st.sampled_from([option.value for option in item.options])
    elif item.kind is Kind.MULTI:
        own = st.lists(st.sampled_from([o.value for o in item.options if not o.exclusive]), unique=True)
        own |= st.sampled_from([[o.value] for o in item.options])
    elif item.kind is Kind.TEXT:
        own = st.text(max_size=20)
    else:
        own = st.integers(item.low, item.high)
    return own | st.just(RATHER_NOT)


def answers_to(items):
    """Answers to any part of the items."""
    return st.fixed_dictionaries({}, optional={item.code: answer_to(item) for item in items})

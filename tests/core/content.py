"""The real content and small made-up modules, for tests of the core."""

from thuis.core.questionnaire.load import compile_questionnaire, load_answer_scales, load_module
from thuis.core.questionnaire.model import Module, Questionnaire
from thuis.core.questionnaire.offers import expand_help
from thuis.core.texts import Text
from thuis.foundation.texts.content import all_modules, packs

SCALES = load_answer_scales(
    """
    [[scales]]
    key = "often"
    options = [
      { value = 0, text = { nl = "Nooit", en = "Never" } },
      { value = 1, text = { nl = "Soms", en = "Sometimes" } },
      { value = 2, text = { nl = "Vaak", en = "Often" } },
    ]
    """
)
SMALL = """
key = "small"
part = "A"
version = 1
minutes = 1
title = { nl = "Klein", en = "Small" }
intro = { nl = "Een proef.", en = "A trial." }
source = "Own"
licence = "EUPL-1.2"

[[items]]
code = "ONE01"
answers = "often"
text = { nl = "Ik las.", en = "I read." }

[[items]]
code = "TWO01"
kind = "multi"
text = { nl = "Wat las je?", en = "What did you read?" }
options = [
  { value = "books", text = { nl = "Boeken", en = "Books" } },
  { value = "news", text = { nl = "Nieuws", en = "News" } },
  { value = "none", exclusive = true, text = { nl = "Niets", en = "Nothing" } },
]

[[items]]
code = "TRI01"
kind = "text"
high = 20
text = { nl = "Vertel.", en = "Tell." }
show_if = "ONE01 >= 1"

[[pages]]
key = "first"
subject = "study"
title = { nl = "Eerst", en = "First" }
items = ["ONE01", "TWO01"]

[[pages]]
key = "then"
subject = "study"
title = { nl = "Dan", en = "Then" }
items = ["TRI01"]

[[scales]]
key = "reading"
title = { nl = "Lezen", en = "Reading" }
items = ["ONE01"]
"""
OFFERS = (("buddy", Text("Een buddy", "A buddy")), ("house", Text("Studentenhuis", "Student House")))


def small(*changes: tuple[str, str]) -> Module:
    """The small module after replacing pieces of its text; each piece must be there."""
    return load_module(changed(*changes), SCALES)


def changed(*changes: tuple[str, str]) -> str:
    source = SMALL
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new, 1)
    return source


def whole(offers=OFFERS) -> Questionnaire:
    """All own modules as one questionnaire."""
    core, *others = all_modules()
    return compile_questionnaire("monitor", 1, [expand_help(core, offers), *others])


def every_scale():
    """Scale, and the items by code, of all modules and packs."""
    modules = [*all_modules(), *packs().values()]
    items = {item.code: item for module in modules for item in module.items}
    return [(scale, items) for module in modules for scale in module.scales]

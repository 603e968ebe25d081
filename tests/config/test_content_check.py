"""`thuis content check`: all packaged content is in order, and a mistake names its file."""

import pytest

from thuis.config.cli import main
from thuis.config.commands.content_check import content_problems
from thuis.core.errors import ContentError
from thuis.foundation.texts import content


def test_all_packaged_content_is_in_order():
    assert content_problems() == []


def test_the_command_counts_what_it_checked(capsys):
    assert main(["content", "check"]) == 0
    assert "18 modules" in capsys.readouterr().out


def test_a_mistake_fails_the_command_and_names_file_place_and_cure(capsys, monkeypatch, tmp_path):
    (tmp_path / "core.toml").write_text('key = "core"\ncolour = "blue"')
    content.core_modules.cache_clear()
    content.all_modules.cache_clear()
    monkeypatch.setattr(content, "QUESTIONNAIRES", tmp_path)
    try:
        assert main(["content", "check"]) == 1
    finally:
        content.core_modules.cache_clear()
        content.all_modules.cache_clear()
    told = capsys.readouterr().err
    assert 'core.toml: module core: unknown key "colour"; remove it or correct the spelling' in told
    assert "core.toml: module core: title is missing" in told


def test_part_a_has_its_thirty_questions_and_every_own_module_its_words():
    assert len(content.core_modules()[0].items) == 31  # the help question is two templates
    assert all(module.text_included for module in content.all_modules())
    assert {module.key for module in content.all_modules()}.isdisjoint(content.packs())


def test_a_pack_takes_its_words_from_a_file_of_the_institution(tmp_path):
    words = tmp_path / "brs.toml"
    words.write_text("[texts]\n" + "".join(f'BRS0{n} = {{ nl = "a", en = "b" }}\n' for n in range(1, 7)))
    assert content.pack_with_texts("brs", words).text_included
    words.write_text("[texts]\n")
    with pytest.raises(ContentError, match="item BRS01: no text supplied"):
        content.pack_with_texts("brs", words)
    words.write_text("[words]\n")
    with pytest.raises(ContentError, match="brs.toml: pack texts: texts is missing"):
        content.pack_with_texts("brs", words)
    with pytest.raises(ContentError, match='pack "nope" does not exist; choose one of brs, who5'):
        content.pack_with_texts("nope", words)


def test_a_threshold_below_its_floor_is_refused(monkeypatch, tmp_path):
    from thuis.foundation.release import site_rules

    (tmp_path / "disclosure.toml").write_text("[thresholds]\nmean = 9\n")
    monkeypatch.setattr(site_rules, "CONTENT", tmp_path)
    assert any("thresholds.mean: at least 10" in problem for problem in content_problems())

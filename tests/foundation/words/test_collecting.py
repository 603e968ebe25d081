"""Texts are put together once: only what may be read, masked, and without a way back."""

import datetime

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from tests.foundation.words import site
from thuis.config.retention import enforce_retention
from thuis.core.consent import CORE, EXTRA, WORDS, without
from thuis.core.errors import InvalidInput, NotAllowed, WrongState
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.responses.models import OpenText, Response
from thuis.foundation.words.models import State, WordsRound
from thuis.foundation.words.queries import starter_codebook

pytestmark = pytest.mark.django_db(databases=("default", "responses"))


def texts():
    return list(OpenText.objects.values_list("text", flat=True))


def test_only_texts_that_may_be_read_are_taken(bridge, ruben):
    site.round_with_texts()
    one = site.collected(ruben.user)
    assert one.state == State.COLLECTED
    assert len(texts()) == 60
    assert not any(site.SILENT in text for text in texts())


@pytest.mark.parametrize("layer", [CORE, EXTRA, WORDS])
def test_whoever_took_a_consent_back_is_not_read(bridge, ruben, layer):
    site.round_with_texts()
    row = Response.objects.get(owner="owner-2025-0")
    Response.objects.filter(pk=row.pk).update(consents=without(row.consents, layer))
    mine = row.answers[site.KEPT].partition("nummer ")[2]
    site.collected(ruben.user)
    assert len(texts()) == 59
    assert not any(mine in text for text in texts())


def test_names_of_people_in_the_register_are_gone(bridge, ruben, marit):
    site.round_with_texts()
    site.collected(ruben.user)
    assert not any("Marit" in text or "Boer" in text for text in texts())
    assert all(text.startswith("[naam]") for text in texts())


def test_a_question_with_too_few_texts_stays_where_it_is(bridge, ruben):
    site.round_with_texts()
    one = site.collected(ruben.user)
    assert {row["item"]: row["texts"] for row in one.questions} == {site.KEPT: 60, site.CHANGED: 0}
    assert set(OpenText.objects.values_list("item", flat=True)) == {site.KEPT}


def test_nineteen_texts_are_left_where_they_are(bridge, ruben):
    site.round_with_texts(texts=19, silent=41)
    assert site.collected(ruben.user).state == State.TOO_FEW
    assert texts() == []


def test_the_table_has_no_column_that_leads_back(bridge, ruben):
    site.round_with_texts()
    site.collected(ruben.user)
    assert {field.name for field in OpenText._meta.get_fields()} == {
        "id", "round_key", "item", "language", "text", "readings",
    }  # fmt: skip
    ids = set(Response.objects.values_list("pk", flat=True)) | set(
        Response.objects.values_list("owner", flat=True)
    )
    assert not ids & set(OpenText.objects.values_list("pk", flat=True))


def test_the_order_on_disk_is_not_that_of_the_answers(bridge, ruben):
    site.round_with_texts()
    rows = Response.objects.filter(round_key="2025").order_by("pk")
    before = [row.answers[site.KEPT].partition("nummer ")[2] for row in rows if site.KEPT in row.answers]
    site.collected(ruben.user)
    with connections["responses"].cursor() as cursor:
        cursor.execute("SELECT text FROM responses_opentext")
        after = [row[0].partition("nummer ")[2] for row in cursor.fetchall()]
    wanted = [text for text in before if text in after]
    assert len(after) == len(wanted) == 60
    assert after not in (wanted, wanted[::-1])


def test_it_is_done_once_by_a_researcher_where_there_are_open_questions(bridge, ruben, ineke, marit):
    site.round_with_texts()
    for client in (ineke, marit):
        with pytest.raises(NotAllowed):
            site.collected(client.user)
    site.collected(ruben.user)
    with pytest.raises(WrongState):
        site.collected(ruben.user)
    site.closed_round("2024", 2024)
    with pytest.raises(InvalidInput):
        site.collected(ruben.user, "2024")
    assert AuditEvent.objects.filter(deed="words.collected").count() == 1


def test_after_a_year_every_text_is_gone(bridge, ruben):
    site.round_with_texts()
    site.collected(ruben.user)
    WordsRound.objects.update(collected_on=timezone.localdate() - datetime.timedelta(days=365))
    enforce_retention()
    assert len(texts()) == 60
    WordsRound.objects.update(collected_on=timezone.localdate() - datetime.timedelta(days=366))
    enforce_retention()
    assert texts() == []
    assert WordsRound.objects.get().state == State.CLOSED


def test_a_round_begins_with_eight_to_ten_themes_in_both_languages():
    codes = starter_codebook()
    assert 8 <= len(codes) <= 10
    assert all(code.when.nl and code.when_not.en for code in codes)


def test_two_who_read_one_round_are_two_people(bridge, ruben):
    site.round_with_texts()
    one = site.collected(ruben.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        WordsRound.objects.filter(pk=one.pk).update(first=ruben.user, second=ruben.user)

"""A researcher asks, a second person decides, the researcher fetches; everybody else meets a closed door."""

import datetime
import io
import zipfile

import pytest
from django.utils import timezone

from tests.foundation.release.researching import asked, package_made, released_site
from tests.standing import site_of
from thuis.config.jobs import JOBS
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.jobs.actions import work_once
from thuis.foundation.release.models import Release
from thuis.foundation.release.research_models import ResearchRequest, State

PAGE, NEW = "/research/", "/research/new/"


standing_site, bridge, site = site_of(lambda _: released_site(answers=150))


def filled(**more):
    until = timezone.localdate() + datetime.timedelta(days=30)
    values = {
        "title": "Slaap en binding",
        "purpose": "Een artikel.",
        "question": "Gaan binding en welzijn samen?",
        "rounds": ["2024", "2025"],
        "modules": ["core"],
        "background": ["form"],
        "until": until.isoformat(),
        "agreed": "on",
    }
    return values | more


def text(response):
    return response.content.decode()


def test_from_question_to_package_and_its_end(site, ruben, ineke):
    page = text(ruben.get(NEW))
    assert "Meting 2025" in page
    assert 'value="open"' not in page  # own words are never offered
    after = ruben.post(NEW, filled(), follow=True)
    address = after.redirect_chain[-1][0]
    assert 'name="decision"' not in text(after)
    assert "Slaap en binding" in text(ineke.get(PAGE))
    assert "Gaan binding en welzijn samen?" in text(ineke.get(address))
    assert ineke.post(address, {"decision": "approve", "words": "Helder."}).status_code == 302
    while work_once(JOBS):
        pass
    ready = text(ruben.get(address))
    assert f"{address}package.zip" in ready
    assert "Helder." in ready
    sent = ruben.get(f"{address}package.zip")
    content = b"".join(sent.streaming_content)
    assert "answers.sav" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert 'filename="research-' in sent.headers["Content-Disposition"]
    assert ruben.post(f"{address}end/", follow=True).status_code == 200
    assert ruben.get(f"{address}package.zip").status_code == 404
    assert AuditEvent.objects.filter(deed="research.downloaded").count() == 1


def test_a_refusal_needs_words(site, ruben, ineke):
    address = f"{PAGE}{asked(ruben.user).pk}/"
    assert ineke.post(address, {"decision": "refuse"}).status_code == 422
    assert ineke.post(address, {"decision": "shrug"}).status_code == 422
    assert ineke.post(address, {"decision": "refuse", "words": "Vraag minder."}).status_code == 302
    assert "Vraag minder." in text(ruben.get(address))
    assert ResearchRequest.objects.get().state == State.REFUSED


def test_nobody_decides_on_her_own(site, ruben):
    address = f"{PAGE}{asked(ruben.user).pk}/"
    assert 'name="decision"' not in text(ruben.get(address))
    assert ruben.post(address, {"decision": "approve"}).status_code == 403


def test_an_admin_decides_and_takes_nothing(site, ruben, ineke):
    request = package_made(ruben.user)
    assert "package.zip" not in text(ineke.get(f"{PAGE}{request.pk}/"))
    for path in (NEW, f"{PAGE}{request.pk}/package.zip"):
        assert ineke.get(path).status_code == 403
    assert ineke.post(f"{PAGE}{request.pk}/end/").status_code == 403


def test_colleagues_without_the_role_see_nothing(site, ruben, bram, marit, yasmin, otto):
    request = package_made(ruben.user)
    paths = (PAGE, NEW, f"{PAGE}{request.pk}/", f"{PAGE}{request.pk}/package.zip")
    for client in (bram, marit, yasmin, otto):
        assert {client.get(path).status_code for path in paths} == {403}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"rounds": []},
        {"modules": ["open"]},
        {"background": ["owner"]},
        {"agreed": ""},
        {"until": "2000-01-01"},
    ],
)
def test_a_wrong_form_keeps_what_was_written(site, ruben, wrong):
    page = ruben.post(NEW, filled(**wrong))
    assert page.status_code == 422
    assert "Gaan binding en welzijn samen?" in text(page)
    assert not ResearchRequest.objects.exists()


def test_before_there_are_results_the_pages_say_what_comes(site, ruben):
    Release.objects.all().delete()
    assert 'name="purpose"' not in text(ruben.get(NEW))
    assert ruben.get(PAGE).status_code == 200


def test_older_words_of_the_agreement_are_said_to_be_older(site, ruben, ineke):
    request = asked(ruben.user)
    ResearchRequest.objects.update(agreement_version=0, requested_by=None)
    assert "0" in text(ineke.get(f"{PAGE}{request.pk}/"))

"""The letter: read it, keep it, or take the answers back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thuis.core.errors import WrongState
from thuis.core.feedback.model import Letter, Place
from thuis.core.feedback.write import write_letter
from thuis.core.scoring.scales import score_all
from thuis.foundation.access.rules import open_to
from thuis.foundation.documents.pdf import pdf
from thuis.foundation.institution.queries import place_name
from thuis.foundation.responses.models import SubmittedAnswers
from thuis.foundation.signals.tellings import telling_for
from thuis.foundation.signals.told_lines import told_line
from thuis.foundation.texts.content import help_lines, letter_rules
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import with_link
from thuis.rooms.monitor.actions.mine import erase_round
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.presenters.letters import LetterPage, letter_document, letter_page
from thuis.rooms.monitor.queries import rounds, visits
from thuis.rooms.monitor.queries.visits import Visit, visit_of
from thuis.rooms.support.public import offers

Addresses = tuple[str, str]  # of the two buttons: keep as PDF, delete


@open_to(with_link)
@require_GET
def letter(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    return show_letter(request, visit.round, _answers(visit), _addresses())


@open_to(with_link)
@require_GET
def letter_pdf(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    return send_letter(visit.round, _answers(visit))


@open_to(with_link)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    if request.method == "POST":
        erase_round(visit=visit, round_key=visit.round.key)
        return render(request, "monitor/deleted.html", {"may_answer": rounds.is_open(visit.round)})
    if visits.submitted_answers(visit) is None:
        return redirect("monitor:welcome")
    return render(request, "monitor/delete.html")


def _answers(visit: Visit) -> SubmittedAnswers:
    answers = visits.submitted_answers(visit)
    if answers is None:
        rounds.check_open(visit.round)
        raise WrongState("no-letter-yet")
    return answers


def _addresses() -> Addresses:
    return reverse("monitor:letter-pdf"), reverse("monitor:delete")


def show_letter(
    request: HttpRequest, round: Round, answers: SubmittedAnswers, addresses: Addresses
) -> HttpResponse:
    """The letter of one round as a page."""
    return render(request, "monitor/letter.html", {"page": _page(round, answers, addresses)})


def send_letter(round: Round, answers: SubmittedAnswers) -> HttpResponse:
    """The letter of one round as a file."""
    document = letter_document(_page(round, answers, ("", "")), _fixed_words(), page_language())
    response = HttpResponse(pdf("letter", document), content_type="application/pdf")
    name = _("my-letter")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _page(round: Round, answers: SubmittedAnswers, addresses: Addresses) -> LetterPage:
    telling = telling_for(answers.programme)
    return letter_page(
        _letter(round, answers),
        place=place_name(answers.programme, answers.site, page_language()),
        language=page_language(),
        closes_on=round.closes_on,
        pdf=addresses[0],
        erase=addresses[1],
        told=told_line(telling, page_language()) if telling else None,
    )


def _letter(round: Round, answers: SubmittedAnswers) -> Letter:
    earlier = visits.earlier_answers(round, answers)
    last = score_all(rounds.questionnaire_of(earlier[0]), earlier[1].answers) if earlier else None
    return write_letter(
        letter_rules(),
        scores=score_all(rounds.questionnaire_of(round), answers.answers),
        last_scores=last,
        answers=answers.answers,
        offers=offers(),
        lines=help_lines(),
        place=Place(answers.site, answers.programme, page_language()),
    )


def _fixed_words() -> dict[str, str]:
    return {
        "told": _("What you told us"),
        "scale": _("Each bar runs from 0 to 100. A few points more or less say little."),
        "now": _("You, now"),
        "last": _("You, last time"),
        "well": _("What goes well"),
        "try": _("Something to try"),
        "people": _("People who can help, near you"),
        "lines": _("Rather someone you do not know?"),
        "where": _("Where"),
        "when": _("When"),
        "language": _("Language"),
        "contact": _("Contact"),
        "with": _("With whom"),
        "title": _("Your letter"),
        "heard": _("What was done with earlier answers"),
        "said": _("Students said"),
    }

"""The glossary: shared words with their meanings, for everybody, and a page with a drawing for some."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.texts.concepts import concepts
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.presenters.words_pages import concept_page, letters
from thuis.rooms.approaches.queries.content import concept_or_404

in_public = anyone("What words mean; nothing here is about a person.")


@open_to(in_public)
@require_GET
def glossary(request: HttpRequest) -> HttpResponse:
    page = letters(concepts(), page_language())
    return render(request, "approaches/words/glossary.html", {"letters": page})


@open_to(in_public)
@require_GET
def concept(request: HttpRequest, concept: str) -> HttpResponse:
    page = concept_page(concept_or_404(concept), concepts(), page_language())
    return render(request, "approaches/words/concept.html", {"page": page})

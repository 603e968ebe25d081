"""Addresses of insights. Every view has its own, so that it can be shared."""

from django.urls import path

from thuis.rooms.insights.views import files, pages, reports, research, results, signals, words, words_texts

app_name = "insights"

urlpatterns = [
    path("insights/", pages.start, name="start"),
    path("research/", research.register, name="research"),
    path("research/new/", research.ask, name="research-ask"),
    path("research/<int:pk>/", research.request_page, name="research-request"),
    path("research/<int:pk>/end/", research.withdraw, name="research-end"),
    path("research/<int:pk>/package.zip", research.package, name="research-package"),
    path("words/", words.register, name="words"),
    path("words/<slug:round>/", words.of_round, name="words-round"),
    path("words/<slug:round>/step/", words.step, name="words-step"),
    path("words/<slug:round>/codebook/", words.codebook, name="words-codebook"),
    path("words/<slug:round>/codebook/<slug:theme>/", words.code, name="words-code"),
    path("words/<slug:round>/read/", words_texts.read, name="words-read"),
    path("words/<slug:round>/settle/", words_texts.settle, name="words-settle"),
    path("words/<slug:round>/texts/", words_texts.texts, name="words-texts"),
    path("words/<slug:round>/texts/<slug:text>/<slug:theme>/", words_texts.quote, name="words-quote"),
    path("words/<slug:round>/quotes/", words_texts.quotes, name="words-quotes"),
    path("insights/<slug:round>/<slug:kind>/<str:unit>/<slug:tab>/", pages.tab, name="tab"),
    path(
        "insights/<slug:round>/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>.<slug:suffix>",
        files.card,
        name="card",
    ),
    path(
        "insights/<slug:round>/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>/add/",
        reports.add,
        name="report-add",
    ),
    path(
        "insights/<slug:round>/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>/signal/",
        signals.make,
        name="signal",
    ),
    path(
        "insights/<slug:round>/<slug:kind>/<str:unit>/report.<slug:suffix>",
        reports.of_unit,
        name="report-unit",
    ),
    path("insights/<slug:round>/<slug:kind>/<str:unit>/poster.pdf", reports.poster, name="report-poster"),
    path("insights/report/", reports.picked, name="report"),
    path("insights/report/newest/", reports.newest, name="report-newest"),
    path("insights/report/made.<slug:suffix>", reports.made, name="report-made"),
    path("insights/report/<int:pk>/move/", reports.move, name="report-move"),
    path("insights/report/<int:pk>/remove/", reports.remove, name="report-remove"),
    path("insights/<slug:round>/reports/", reports.batches, name="report-batches"),
    path("insights/reports/<int:pk>/", reports.batch, name="report-batch"),
    path("insights/reports/<int:pk>/reports.zip", reports.batch_file, name="report-file"),
]

# A step of the loop of their own: what students hear.
results_patterns = [
    path("results/", results.rounds, name="rounds"),
    path("results/<slug:round>/", results.of_round, name="round"),
    path("results/<slug:round>/frame/<slug:language>/", results.framed, name="framed"),
    path("insights/results/", results.manage, name="manage"),
    path("insights/results/<slug:round>/", results.preview, name="preview"),
    path("insights/results/<slug:round>/switch/", results.switch, name="switch"),
]

"""Addresses of approaches, one list per part."""

from django.urls import URLPattern, path

from thuis.rooms.approaches.views import (
    elements,
    lecturers,
    lecturers_names,
    library,
    loop,
    loop_plan,
    loop_tell,
    loop_told,
    presentation,
    scan,
    scan_sheet,
    words,
)

app_name = "approaches"

elements_patterns: list[URLPattern] = [
    path("approaches/elements/", elements.overview, name="elements"),
    path("approaches/elements/<slug:element>/", elements.element, name="element"),
]
library_patterns: list[URLPattern] = [
    path("approaches/", library.library, name="library"),
    path("approaches/propose/", library.propose, name="propose"),
    path("approaches/upkeep/", library.upkeep, name="upkeep"),
    path("approaches/upkeep/<int:pk>/", library.review, name="review"),
    path("approaches/upkeep/<int:pk>/publish/", library.publish, name="publish"),
    path("approaches/used/<int:pk>/remove/", library.remove_use, name="use-remove"),
    path("approaches/show/", presentation.presentation, name="presentation"),
    path("approaches/show/<int:number>/", presentation.presentation, name="presentation-page"),
    path("approaches/library/<slug:key>/", library.approach, name="approach"),
    path("approaches/library/<slug:key>/change/", library.propose, name="change"),
    path("approaches/library/<slug:key>/use/", library.use, name="use"),
    path("approaches/library/<slug:key>/<slug:deed>/", library.keep, name="keep"),
]
words_patterns: list[URLPattern] = [
    path("glossary/", words.glossary, name="glossary"),
    path("glossary/<slug:concept>/", words.concept, name="concept"),
]
lecturers_patterns: list[URLPattern] = [
    path("approaches/lecturers/", lecturers.lecturers, name="lecturers"),
    path("approaches/lecturers/wipe/", lecturers.wipe, name="lecturers-wipe"),
    path("approaches/lecturers/team/", lecturers.team, name="lecturers-team"),
    path("approaches/names/", lecturers_names.groups, name="names"),
    path("approaches/names/<int:group>/", lecturers_names.group, name="names-group"),
    path(
        "approaches/names/<int:group>/<int:person>.jpg", lecturers_names.photograph, name="names-photograph"
    ),
]
scan_patterns: list[URLPattern] = [
    path("approaches/scan/", scan.scans, name="scans"),
    path("approaches/scan/open/", scan.open_one, name="scan-open"),
    path("approaches/scan/<int:pk>/", scan.scan, name="scan"),
    path("approaches/scan/<int:pk>/slips/", scan.slips, name="scan-slips"),
    path("approaches/scan/<int:pk>/link/<slug:role>/", scan.link, name="scan-link"),
    path("approaches/scan/<int:pk>/close/", scan.close, name="scan-close"),
    path("approaches/scan/<int:pk>/signal/", scan.signal, name="scan-signal"),
    path("approaches/scan/<int:pk>/table.csv", scan.table, name="scan-table"),
    path("scan/thanks/", scan_sheet.thanks, name="scan-thanks"),
    path("scan/<slug:code>/", scan_sheet.answer, name="scan-answer"),
]

urlpatterns = [
    *elements_patterns,
    *library_patterns,
    *words_patterns,
    *lecturers_patterns,
    *scan_patterns,
]

# A step of the loop of their own: what a unit does.
actions_patterns: list[URLPattern] = [
    path("actions/", loop.start, name="start"),
    path("actions/units/<int:unit>/", loop.board, name="board"),
    path("actions/units/<int:unit>/session/", loop.session_new, name="session-new"),
    path("actions/units/<int:unit>/plan/", loop_plan.new, name="plan-new"),
    path("actions/units/<int:unit>/tell/", loop_tell.new, name="tell-new"),
    path("actions/sessions/<int:pk>/", loop.session, name="session"),
    path("actions/sessions/<int:pk>/change/", loop.session_edit, name="session-edit"),
    path("actions/sessions/<int:pk>/notes/", loop.notes, name="notes"),
    path("actions/sessions/<int:pk>/weigh/", loop.weigh, name="weigh"),
    path("actions/sessions/<int:pk>/<slug:deed>/", loop.session_deed, name="session-deed"),
    path("actions/candidates/<int:pk>/", loop.candidate, name="candidate"),
    path("actions/candidates/<int:pk>/<slug:deed>/", loop.candidate_deed, name="candidate-deed"),
    path("actions/plans/<int:pk>/", loop_plan.plan, name="plan"),
    path("actions/plans/<int:pk>/change/", loop_plan.edit, name="plan-edit"),
    path("actions/plans/<int:pk>/measure/", loop_tell.measure, name="measure"),
    path("actions/plans/<int:pk>/<slug:deed>/", loop_plan.deed, name="plan-deed"),
    path("actions/notes/<int:pk>/remove/", loop_plan.note_remove, name="note-remove"),
    path("actions/tell/<int:pk>/", loop_tell.tell, name="tell"),
    path("actions/tell/<int:pk>/change/", loop_tell.edit, name="tell-edit"),
    path("actions/tell/<int:pk>/<slug:deed>/", loop_tell.deed, name="tell-deed"),
]
# And one more: what students hear.
told_patterns: list[URLPattern] = [
    path("told/", loop_told.institution, name="institution"),
    path("told/desk/", loop_tell.desk, name="desk"),
    path("told/<slug:kind>/<str:unit>/", loop_told.of_unit, name="unit"),
    path("told/<slug:kind>/<str:unit>/<slug:language>.atom", loop_told.atom, name="feed"),
    path("told/<slug:kind>/<str:unit>/<slug:language>/<slug:paper>.pdf", loop_told.poster, name="poster"),
]

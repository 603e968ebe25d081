"""Addresses of participation: students under /roles, colleagues under /participation."""

from django.urls import path

from thuis.rooms.participation.views import board, figures, files, own, settings, staff, taken, told

app_name = "participation"

urlpatterns = [
    path("roles/", board.board, name="board"),
    path("roles/<int:pk>/", board.opening, name="opening"),
    path("roles/check/", own.check, name="check"),
    path("roles/mine/", own.mine, name="mine"),
    path("roles/mine/link/", own.ask_link, name="ask-link"),
    path("roles/mine/enter/<str:token>/", own.enter, name="enter"),
    path("roles/mine/agree/", own.agree, name="agree"),
    path("roles/mine/stop/", own.stop, name="stop"),
    path("roles/mine/tell/", own.tell, name="tell"),
    path("roles/mine/tell/<slug:code>/remove/", own.remove, name="tell-remove"),
    path("roles/mine/statement/", own.statement, name="statement"),
    path("participation/files/", files.overview, name="files"),
    path("participation/files/new/", files.upload, name="file-new"),
    path("participation/files/template.csv", files.template, name="file-template"),
    path("participation/files/<int:pk>/", files.show, name="file"),
    path("participation/files/<int:pk>/columns/", files.columns, name="file-columns"),
    path("participation/files/<int:pk>/confirm/", files.confirm, name="file-confirm"),
    path("participation/files/<int:pk>/discard/", files.discard, name="file-discard"),
    path("participation/files/<int:pk>/undo/", files.undo, name="file-undo"),
    path("participation/files/<int:pk>/problems/", files.problems, name="file-problems"),
    path("participation/files/<int:pk>/problems.csv", files.problems_file, name="file-problems-csv"),
    path("participation/told/", told.overview, name="told"),
    path("participation/told/new/", told.register, name="told-new"),
    path("participation/told/<slug:code>/<slug:answer>/", told.answer, name="told-answer"),
    path("participation/board/", board.upkeep, name="upkeep"),
    path("participation/board/new/", board.edit, name="opening-new"),
    path("participation/board/<int:pk>/", board.edit, name="opening-edit"),
    path("participation/board/<int:pk>/<slug:deed>/", board.move, name="opening-move"),
    path("participation/kinds/", settings.kinds, name="kinds"),
    path("participation/kinds/new/", settings.kind, name="kind-new"),
    path("participation/kinds/<slug:code>/", settings.kind, name="kind"),
    path("participation/staff/", staff.hours, name="staff"),
    path("participation/staff/<int:pk>/remove/", staff.remove, name="staff-remove"),
    path("participation/gaps/", settings.gaps, name="gaps"),
    path("participation/gaps/<int:pk>/remove/", settings.remove_gap, name="gap-remove"),
]

# Figures are for everybody who reads results; they stand apart from keeping roles.
UNIT = "participation/<slug:period>/<slug:kind>/<str:unit>/"
figures_patterns = [
    path("participation/", figures.start, name="start"),
    path("participation/figures/", figures.manage, name="manage"),
    path("participation/figures/<slug:period>/make/", figures.make, name="make"),
    path(UNIT, figures.tab, {"tab": "glance"}, name="unit"),
    path(f"{UNIT}steer/", figures.steer, name="steer"),
    path(f"{UNIT}report.<slug:suffix>", taken.report, name="report"),
    path(f"{UNIT}<slug:tab>/", figures.tab, name="tab"),
    path(f"{UNIT}<slug:tab>/<slug:card>/signal/", taken.signal, name="signal"),
    path(f"{UNIT}<slug:tab>/<slug:card>.<slug:suffix>", figures.card, name="card"),
]

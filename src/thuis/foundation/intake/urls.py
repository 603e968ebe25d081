"""Addresses of imports."""

from django.urls import path

from thuis.foundation.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("new/", views.upload, name="upload"),
    path("template.csv", views.template, name="template"),
    path("<int:pk>/", views.show, name="import"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/problems/", views.problems, name="problems"),
    path("<int:pk>/problems.csv", views.problems_file, name="problems-file"),
]

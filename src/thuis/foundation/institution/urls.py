"""Addresses of the institution's own pages."""

from django.urls import path

from thuis.foundation.institution import views

app_name = "institution"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("new/<slug:kind>/", views.new_unit, name="new-unit"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/edit/", views.edit_unit, name="edit-unit"),
    path("units/<int:pk>/end/", views.end_unit, name="end-unit"),
    path("units/<int:pk>/teach/", views.teach, name="teach"),
    path("units/<int:pk>/groups/", views.groups, name="groups"),
    path("places/<int:pk>/end/", views.end_place, name="end-place"),
    path("sites/new/", views.new_site, name="new-site"),
    path("sites/<int:pk>/", views.edit_site, name="site"),
    path("sites/<int:pk>/end/", views.end_site, name="end-site"),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/roles/<int:role>/end/", views.end_role, name="end-role"),
]

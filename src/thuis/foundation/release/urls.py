from django.urls import path

from thuis.foundation.release import views

app_name = "release"
urlpatterns = [
    path("openapi.json", views.document, name="openapi"),
    path("releases/", views.releases, name="releases"),
    path("releases/<int:version>/measures/", views.measures, name="measures"),
    path("releases/<int:version>/dimensions/", views.dimensions, name="dimensions"),
    path("releases/<int:version>/relations/", views.relations, name="relations"),
    path("releases/<int:version>/cells/", views.cells, name="cells"),
]

"""The pages of the auditor, who reads everything and changes nothing."""

from django.urls import path

from kargah.web.auditor import views

app_name = "auditor"
urlpatterns = [
    path("", views.accesses, name="accesses"),
    path("sample/", views.sample, name="sample"),
    path("rankings/", views.rankings, name="rankings"),
    path("rankings/<slug:public_id>/", views.ranking, name="ranking"),
]

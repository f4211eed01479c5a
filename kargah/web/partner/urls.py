"""The pages of a partner body: an insurer, a bank, an exhibition, the standards organisation."""

from django.urls import path

from kargah.web.partner import views

app_name = "partner"
urlpatterns = [
    path("", views.lists, name="lists"),
    path("changes/", views.changes, name="changes"),
    path("lists/<slug:public_id>/", views.one, name="list"),
    path("lists/<slug:public_id>/workbook/", views.workbook, name="workbook"),
    path("rows/<slug:public_id>/", views.answer, name="answer"),
]

"""The style guide: one page that shows every part in every state."""

from django.urls import path

from kargah.web.style import views

urlpatterns = [path("style/", views.style, name="style")]

"""What waits for the person who is signed in."""

from django.urls import path

from kargah.web.work import views

urlpatterns = [path("work/", views.work, name="work")]

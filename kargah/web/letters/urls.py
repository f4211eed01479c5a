from django.urls import path

from kargah.web.letters import views

urlpatterns = [path("letters/", views.letters, name="letters")]

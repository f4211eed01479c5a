"""The pages, role by role. Each role's pages know nothing of another's."""

from django.urls import include, path

urlpatterns = [
    path("", include("kargah.web.signin.urls")),
    path("", include("kargah.web.style.urls")),
]

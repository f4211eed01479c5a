"""Stored files, for those who may see what they belong to."""

from django.urls import path, register_converter

from kargah.web.files import views


class Sha256:
    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256, "sha256")

urlpatterns = [
    path("file/<sha256:sha256>/", views.file, name="file"),
    path("file/<sha256:sha256>/small/", views.small, name="file-small"),
]

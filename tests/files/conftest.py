import io

import pytest
from django.utils import translation
from PIL import Image


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """An empty storage of this test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    return tmp_path


@pytest.fixture
def photo():
    """Make the bytes of a photo: `photo("PNG", size=(8, 6), exif=…)`."""

    def make(form="JPEG", *, size=(400, 300), mode="RGB", colour="teal", **how):
        file = io.BytesIO()
        Image.new(mode, size, colour).save(file, form, **how)
        return file.getvalue()

    return make

"""Stored files in an S3 service instead of a folder: the same promises, against a server that speaks its language."""

import io
import socket
from datetime import timedelta

import boto3
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from moto.server import ThreadedMotoServer

from kargah import clock
from kargah.files import intake
from kargah.files.models import Stored

pytestmark = pytest.mark.django_db
BUCKET = "kargah"


@pytest.fixture(scope="module")
def service():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def bucket(service, settings, monkeypatch):
    """The bucket as the program's own storage, as `KARGAH_S3_BUCKET` and `KARGAH_S3_ENDPOINT` set it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    objects = boto3.resource("s3", endpoint_url=service).Bucket(BUCKET)
    objects.create()
    options = {"bucket_name": BUCKET, "endpoint_url": service, "default_acl": "private"}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options},
    }
    yield objects
    objects.objects.delete()
    objects.delete()


def test_the_same_photo_twice_is_one_row_and_one_object_of_the_bucket(photo, bucket):
    first = intake.keep_image(io.BytesIO(photo()))
    second = intake.keep_image(io.BytesIO(photo()))

    assert first == second and Stored.objects.count() == 1
    assert [one.key for one in bucket.objects.all()] == [first.name]
    assert default_storage.size(first.name) == first.size


def test_what_was_kept_in_the_bucket_comes_back(bucket):
    kept = intake.keep_bytes(b"made here", intake.XLSX)

    assert intake.open_stored(kept).read() == b"made here"


def test_an_object_that_was_changed_or_taken_out_of_the_bucket_is_not_handed_out(bucket):
    kept = intake.keep_bytes(b"made here", intake.PDF)
    bucket.put_object(Key=kept.name, Body=b"made elsewhere")
    with pytest.raises(intake.Damaged, match="not what was stored"):
        intake.open_stored(kept)

    bucket.Object(kept.name).delete()
    with pytest.raises(intake.Damaged, match="missing"):
        intake.open_stored(kept)


def test_an_object_without_a_row_is_swept_when_it_is_old(bucket):
    kept = intake.keep_bytes(b"in use", intake.PDF)
    bucket.put_object(Key=f"ab/cd/{'abcd' * 16}", Body=b"nobody's")

    with clock.stopped_at(clock.now() + timedelta(days=30)):
        call_command("sweep_files")

    assert [one.key for one in bucket.objects.all()] == [kept.name]

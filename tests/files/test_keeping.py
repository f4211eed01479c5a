"""A content is kept once, whole, under a name that nobody typed."""

import io
import os
from datetime import UTC, datetime

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from kargah import clock
from kargah.files import intake
from kargah.files.fields import DocumentField, PhotoField
from kargah.files.models import Stored
from kargah.refusal import Refused

pytestmark = pytest.mark.django_db
PLAIN_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def objects(shelf):
    return sorted(path for path in shelf.rglob("*") if path.is_file())


def test_the_same_photo_twice_is_one_row_and_one_object(photo, shelf):
    first = intake.keep_image(io.BytesIO(photo()))
    second = intake.keep_image(io.BytesIO(photo()))

    assert first == second and Stored.objects.count() == 1
    assert [path.name for path in objects(shelf)] == [first.sha256]
    assert (first.kind, first.width, first.height) == ("image/jpeg", 400, 300)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x00.jpg", "x" * 255, "\u202egpj.exe", "/abs.jpg", "C:\\x.jpg", "نام.jpg"]
)
def test_the_name_that_came_along_is_nowhere(photo, shelf, name):
    upload = SimpleUploadedFile("a.jpg", photo())
    upload._name = name

    kept = intake.keep_image(upload)

    assert kept.name == f"{kept.sha256[:2]}/{kept.sha256[2:4]}/{kept.sha256}"
    assert objects(shelf) == [shelf / kept.name]


def test_what_was_kept_comes_back():
    kept = intake.keep_bytes(b"made here", intake.XLSX)

    assert intake.open_stored(kept).read() == b"made here" and kept.size == 9


def test_an_object_that_changed_on_the_disk_is_not_handed_out(shelf):
    kept = intake.keep_bytes(b"made here", intake.PDF)
    (shelf / kept.name).write_bytes(b"made elsewhere")

    with pytest.raises(intake.Damaged, match="not what was stored"):
        intake.open_stored(kept)


def test_an_object_that_is_gone_is_told(shelf):
    kept = intake.keep_bytes(b"made here", intake.PDF)
    (shelf / kept.name).unlink()

    with pytest.raises(intake.Damaged, match="missing"):
        intake.open_stored(kept)


def test_keeping_a_content_again_mends_a_damaged_object(shelf):
    kept = intake.keep_bytes(b"made here", intake.PDF)
    (shelf / kept.name).write_bytes(b"made elsewhere")

    intake.keep_bytes(b"made here", intake.PDF)

    assert intake.open_stored(kept).read() == b"made here"


def test_a_disk_that_fails_while_writing_leaves_no_row_and_no_half_object(shelf, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError("no space left")))

    with pytest.raises(OSError, match="no space"):
        intake.keep_bytes(b"made here", intake.PDF)

    assert objects(shelf) == [] and not Stored.objects.exists()


def test_the_sweep_takes_only_old_objects_without_a_row(shelf):
    kept = intake.keep_bytes(b"with a row", intake.PDF)
    old, young = intake.keep_bytes(b"old orphan", intake.PDF), intake.keep_bytes(b"young orphan", intake.PDF)
    Stored.objects.exclude(pk=kept.pk).delete()
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    for stored, hours in [(kept, 100), (old, 25), (young, 23)]:
        os.utime(shelf / stored.name, (now.timestamp() - hours * 3600,) * 2)
    (shelf / "README").write_text("not ours")

    with clock.stopped_at(now):
        call_command("sweep_files", "--dry-run")
        assert (shelf / old.name).exists()
        call_command("sweep_files")

    assert {path.name for path in objects(shelf)} == {kept.sha256, young.sha256, "README"}


def test_a_plain_pdf_is_kept_as_it_is():
    kept = intake.keep_document(io.BytesIO(PLAIN_PDF))

    assert kept.kind == "application/pdf" and intake.open_stored(kept).read() == PLAIN_PDF


def test_a_photo_of_a_paper_is_drawn_anew(photo):
    assert intake.keep_document(io.BytesIO(photo("PNG"))).kind == "image/jpeg"


@pytest.mark.parametrize(
    "content, words",
    [
        (b"%PDF-1.4\nhalf a", "cut off"),
        (
            PLAIN_PDF.replace(b"/Type", b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Type"),
            "holds a program",
        ),
        (PLAIN_PDF.replace(b"/Type", b"/A<</S/Launch>>/Type"), "holds a program"),
        (PLAIN_PDF.replace(b"/Type", b"/EF<</Type/EmbeddedFile>>/Type"), "another file"),
        (b"%PDF-1.4\n" + bytes(10 * 1024 * 1024) + b"startxref\n9\n%%EOF", "10 megabytes"),
        (b"<html>" + PLAIN_PDF, "Send a PDF"),
        (b"PK\x03\x04" + PLAIN_PDF, "Send a PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Send a PDF"),
    ],
)
def test_what_is_no_plain_paper_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        intake.keep_document(io.BytesIO(content))
    assert not Stored.objects.exists()


class Papers(forms.Form):
    photo = PhotoField()
    licence = DocumentField(required=False)


def test_the_answer_stands_beside_the_field():
    form = Papers({}, {"photo": SimpleUploadedFile("a.jpg", b"<svg/>", content_type="image/jpeg")})

    assert list(form.errors) == ["photo"] and "not a sound" in form.errors["photo"][0]


def test_a_good_form_is_drawn_once_and_kept(photo, monkeypatch):
    form = Papers(
        {},
        {"photo": SimpleUploadedFile("a.txt", photo()), "licence": SimpleUploadedFile("b.exe", PLAIN_PDF)},
    )
    assert form.is_valid(), form.errors
    monkeypatch.setattr(intake, "redraw", lambda file: pytest.fail("drawn twice"))

    assert intake.keep_image(form.cleaned_data["photo"]).kind == "image/jpeg"
    assert intake.keep_document(form.cleaned_data["licence"]).kind == "application/pdf"
    assert 'accept="image/jpeg,image/png,image/webp"' in str(form["photo"])

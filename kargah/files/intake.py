"""How files come in and go out. The object is written before its row: a row always finds its object."""

import hashlib
import io
import os
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from kargah.crashpoints import crashpoint
from kargah.refusal import Refused

from . import documents
from .models import Stored, Thumbnail, object_name
from .pictures import Content, NotAPicture, Picture, redraw

JPEG = "image/jpeg"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
THUMBNAIL_SIDE = 320


class Damaged(Exception):
    """An object is missing or is not what was stored: a matter for the administrator, not for the person."""


def keep_image(file: Content) -> Stored:
    """Keep the photo in `file`, drawn anew (see `pictures.redraw`). Raises Refused."""
    # PhotoField has drawn it already, to answer beside the field.
    picture = getattr(file, "redrawn", None) or redraw(file)
    return _keep_picture(picture)


def keep_document(file: Content) -> Stored:
    """Keep a PDF as it is, or a photo of a paper drawn anew. Raises Refused."""
    if documents.is_pdf(file):
        return keep_bytes(documents.read_pdf(file), PDF)
    return _keep_picture(getattr(file, "redrawn", None) or redraw_paper(file))


def redraw_paper(file: Content) -> Picture:
    """As `redraw`, with words for someone who was asked for a document."""
    try:
        return redraw(file)
    except NotAPicture as no:
        raise Refused(_("Send a PDF, or a photo of the document as JPEG, PNG or WebP.")) from no


def keep_bytes(data: bytes, kind: str, *, width: int | None = None, height: int | None = None) -> Stored:
    """Keep what the house itself made. The same content twice is one row; `kind` is its media type."""
    sha256 = hashlib.sha256(data).hexdigest()
    _put(object_name(sha256), data)
    crashpoint("files.object")
    stored, _new = Stored.objects.get_or_create(
        sha256=sha256, defaults={"kind": kind, "size": len(data), "width": width, "height": height}
    )
    crashpoint("files.row")
    return stored


def kept(sha256: str) -> Stored | None:
    """The stored file of this content, when there is one."""
    return Stored.objects.filter(sha256=sha256).first()


def open_stored(stored: Stored) -> io.BytesIO:
    """The content of `stored`, checked against its hash. Raises Damaged."""
    try:
        with default_storage.open(stored.name) as object_:
            data = object_.read()
    except FileNotFoundError as gone:
        raise Damaged(f"{stored.name} is missing") from gone
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise Damaged(f"{stored.name} is not what was stored")
    return io.BytesIO(data)


def thumbnail(stored: Stored, side: int = THUMBNAIL_SIDE) -> Stored:
    """A JPEG of the stored picture, at most `side` pixels a side; made once. Raises Damaged."""
    made = Thumbnail.objects.filter(original=stored, side=side).select_related("picture").first()
    if made is None:
        small = _keep_picture(redraw(open_stored(stored), longest=side))
        made, _new = Thumbnail.objects.get_or_create(original=stored, side=side, defaults={"picture": small})
    return made.picture


def _keep_picture(picture: Picture) -> Stored:
    return keep_bytes(picture.data, JPEG, width=picture.width, height=picture.height)


def _put(name: str, data: bytes) -> None:
    """Write the whole object or nothing. Written again even when it is there: that mends a damaged one and
    makes it young, so that a sweep running now leaves it alone."""
    try:
        place = Path(default_storage.path(name))
    except NotImplementedError:  # an object store: an object appears whole or not at all
        default_storage.save(name, ContentFile(data))
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        with half.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        crashpoint("files.half")
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)

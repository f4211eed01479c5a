"""What may be handed in as a document: a plain PDF."""

from django.utils.translation import gettext_lazy as _

from kargah.refusal import Refused

from .pictures import Content

MOST_BYTES = 10 * 1024 * 1024
LIVELY = (
    b"/JavaScript",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
)  # a paper does nothing when it is opened


def is_pdf(file: Content) -> bool:
    """True when the very first bytes say PDF; a header further in is how polyglots hide."""
    file.seek(0)
    head: bytes = file.read(5)
    file.seek(0)
    return head == b"%PDF-"


def read_pdf(file: Content) -> bytes:
    """The bytes of the PDF in `file`. Raises Refused when it is too large, cut off, or does things."""
    file.seek(0)
    data: bytes = file.read(MOST_BYTES + 1)
    file.seek(0)
    if len(data) > MOST_BYTES:
        raise Refused(_("The document is larger than 10 megabytes. Send a smaller one."))
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data:
        raise Refused(_("The PDF is cut off. Save it again and send it anew."))
    if any(name in data for name in LIVELY):
        raise Refused(_("The PDF holds a program or another file. Print it to a plain PDF and send that."))
    return data

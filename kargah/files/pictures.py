"""Pictures are never kept as they came: they are drawn anew, small, with nothing but the dots in them."""

import io
import warnings
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext_lazy as _
from PIL import Image

from kargah.refusal import Refused

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 82
warnings.simplefilter("error", Image.DecompressionBombWarning)


class Content(Protocol):
    """What can be read from its beginning: an open file or an upload."""

    def seek(self, position: int, /) -> Any: ...

    def read(self, size: int = ..., /) -> Any: ...


class NotAPicture(Refused):
    """The content is no picture that we know, or a damaged one."""


class Picture(NamedTuple):
    """A JPEG and its size in pixels."""

    data: bytes
    width: int
    height: int


def redraw(file: Content, *, longest: int = LONGEST_SIDE) -> Picture:
    """The picture in `file` as a JPEG of at most `longest` pixels a side, turned upright, nothing written in it.

    What it is follows from its content, never from its name. Raises Refused when it is no picture, is damaged,
    or would be too large to open; the last is known from its head, before anything is unpacked.
    """
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    file.seek(0)
    if not data:
        raise Refused(_("The file is empty. Choose it again."))
    if len(data) > MOST_BYTES:
        raise Refused(_("The photo is larger than 12 megabytes. Send a smaller one."))
    try:
        return _drawn(data, longest)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_dots() from bomb
    except Refused:
        raise
    except Exception as reason:  # decoders raise whatever they like on crafted bytes
        raise NotAPicture(
            _("This is not a sound JPEG, PNG or WebP photo. Take it again or send another.")
        ) from reason


def _drawn(data: bytes, longest: int) -> Picture:
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise _too_many_dots()
        scale = min(1.0, longest / max(width, height))
        # The true aspect, before any dot is loaded: a square draft does nothing on a 4:3 photo.
        picture.draft("RGB", (max(1, round(width * scale)), max(1, round(height * scale))))
        turn = picture.getexif().get(0x0112, 1)
        picture.load()
        picture.thumbnail((longest, longest))
        upright = _on_white(_turned(picture, turn))
    upright.info.clear()  # saving drops EXIF and XMP by itself, but would keep the comment
    drawn = io.BytesIO()
    upright.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    return Picture(drawn.getvalue(), *upright.size)


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turned(picture: Image.Image, turn: int) -> Image.Image:
    return picture.transpose(TURNS[turn]) if turn in TURNS else picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def _too_many_dots() -> Refused:
    return Refused(_("The photo has more than 40 megapixels. Send it at a smaller size."))

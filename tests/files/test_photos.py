"""A photo is kept as a small upright JPEG that tells nothing but what is seen."""

import io
import struct
import time
import zlib

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from kargah.files import intake
from kargah.files.pictures import redraw
from kargah.refusal import Refused

GPS, ORIENTATION = 0x8825, 0x0112


def opened(data):
    return Image.open(io.BytesIO(data))


def bomb(width, height):
    """A small PNG of one bit a dot, whose head is sound and promises `width` by `height` dots."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    row = bytes(1 + (width + 7) // 8)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress(row * min(height, 11_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_the_place_where_a_photo_was_taken_does_not_stay_in_it(photo):
    exif = Image.Exif()
    exif[0x010F] = "SECRET PHONE"
    exif.get_ifd(GPS).update({1: "N", 2: (IFDRational(35), IFDRational(42), IFDRational(7))})
    before = photo(exif=exif, comment=b"SECRET COMMENT", xmp=b"<x:xmpmeta>SECRET XMP</x:xmpmeta>")
    assert opened(before).getexif().get_ifd(GPS) and before.count(b"SECRET") == 3

    after = redraw(io.BytesIO(before)).data

    assert b"SECRET" not in after and b"Exif" not in after
    assert dict(opened(after).getexif()) == {} and "comment" not in opened(after).info


def test_a_photo_taken_sideways_is_kept_upright():
    sideways = Image.new("RGB", (40, 20), "white")
    sideways.paste("black", (0, 0, 20, 20))  # black on the left; turned by a quarter it lies on top
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    file = io.BytesIO()
    sideways.save(file, "JPEG", exif=exif)

    picture = redraw(file)

    assert (picture.width, picture.height) == (20, 40)
    assert opened(picture.data).getpixel((10, 4))[0] < 40 < 200 < opened(picture.data).getpixel((10, 36))[0]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_at_most_1600_dots_a_side(photo, form):
    picture = redraw(io.BytesIO(photo(form, size=(4000, 3000))))

    assert (picture.width, picture.height) == (1600, 1200)
    assert opened(picture.data).format == "JPEG" and opened(picture.data).size == (1600, 1200)


def test_a_small_photo_is_not_blown_up(photo):
    assert redraw(io.BytesIO(photo(size=(30, 20))))[1:] == (30, 20)


@pytest.mark.parametrize(
    "mode, colour", [("L", 90), ("P", 1), ("1", 1), ("RGBA", (0, 0, 0, 0)), ("LA", (0, 0))]
)
def test_every_way_of_colouring_is_understood(photo, mode, colour):
    assert opened(redraw(io.BytesIO(photo("PNG", mode=mode, colour=colour))).data).mode == "RGB"


def test_what_was_transparent_becomes_white(photo):
    drawn = opened(redraw(io.BytesIO(photo("PNG", mode="RGBA", colour=(0, 0, 0, 0)))).data)

    assert drawn.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("width, height", [(11_000, 8_000), (16_000, 11_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(width, height):
    crafted = bomb(width, height)
    assert len(crafted) < 100_000

    began = time.process_time()
    with pytest.raises(Refused, match="40 megapixels"):
        redraw(io.BytesIO(crafted))

    assert time.process_time() - began < 0.5


def test_a_photo_over_twelve_megabytes_is_refused(photo):
    with pytest.raises(Refused, match="12 megabytes"):
        redraw(io.BytesIO(photo() + bytes(12 * 1024 * 1024)))


NOT_PHOTOS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "gif with a script": b"GIF89a/*\x00\x00\x00\x00\x00\x00*/=1;alert(1)",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "bmp": b"BM" + bytes(60),
    "tiff": b"II*\x00" + bytes(60),
    "zip": b"PK\x03\x04" + bytes(60),
    "jpeg head alone": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "png head alone": b"\x89PNG\r\n\x1a\n",
    "riff that is no webp": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "program": b"\x7fELF" + bytes(60),
    "words": "سلام".encode(),
}


@pytest.mark.parametrize("content", NOT_PHOTOS.values(), ids=NOT_PHOTOS)
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(Refused, match="not a sound"):
        redraw(io.BytesIO(content))


def test_a_photo_that_is_cut_off_is_refused(photo):
    whole = photo(size=(900, 900))

    with pytest.raises(Refused, match="not a sound"):
        redraw(io.BytesIO(whole[: len(whole) // 2]))


def test_an_empty_file_is_refused():
    with pytest.raises(Refused, match="empty"):
        redraw(io.BytesIO(b""))


SCRIPT = b"<script>alert(document.domain)</script>"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_script_behind_a_photo_does_not_stay(photo, form):
    after = redraw(io.BytesIO(photo(form) + SCRIPT + b"PK\x05\x06" + bytes(18))).data

    assert SCRIPT not in after and b"PK\x05\x06" not in after


def test_a_script_inside_a_photo_does_not_stay(photo):
    assert SCRIPT not in redraw(io.BytesIO(photo(comment=SCRIPT))).data


@pytest.mark.django_db
def test_the_small_picture_says_as_little_and_is_made_once(photo):
    exif = Image.Exif()
    exif[0x010F] = "SECRET PHONE"
    kept = intake.keep_image(io.BytesIO(photo(size=(1000, 500), exif=exif)))

    small = intake.thumbnail(kept)

    assert (small.width, small.height) == (320, 160)
    assert b"SECRET" not in intake.open_stored(small).read()
    assert intake.thumbnail(kept) == small and kept.thumbnails.count() == 1

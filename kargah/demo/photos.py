"""Pictures for the played visits: drawn here, a tile and a pot each in another colour."""

import io
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from kargah.files import intake
from kargah.files.models import Stored

HUES = ("#16325c", "#0b6670", "#9d1b2c", "#7a4b00", "#27622f", "#4a5360", "#5b2a6e", "#a8442a", "#2f7a81", "#8b6b1f",
        "#3d3d8f", "#6e7f2a")  # fmt: skip
HOW_MANY = len(HUES)


def drawn(number: int) -> bytes:
    """A JPEG of 640 × 480: a pot before tiles."""
    hue = HUES[number % HOW_MANY]
    picture = Image.new("RGB", (640, 480), "#efece4")
    pen = ImageDraw.Draw(picture)
    for column in range(0, 640, 80):
        for row in range(0, 480, 80):
            middle = (column + 40, row + 40)
            points = [(middle[0] + dx, middle[1] + dy) for dx, dy in ((0, -30), (30, 0), (0, 30), (-30, 0))]
            pen.polygon(points, outline=hue, width=2 + number % 3)
    pen.ellipse((210, 150, 430, 400), fill=hue)
    pen.rectangle((270, 100, 370, 180), fill=hue)
    pen.line((230, 240 + number * 5, 410, 240 + number * 5), fill="#ffbf2f", width=6)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()


def upload(number: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"photo-{number}.jpg", drawn(number), content_type="image/jpeg")


@cache
def kept(number: int) -> Stored:
    return intake.keep_image(upload(number % HOW_MANY))

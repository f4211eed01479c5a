"""What the README shows and names is there."""

import re

from tests.databases import ROOT

README = (ROOT / "README.md").read_text("utf-8")
MOST = 120 * 1024  # bytes of a picture


def test_every_picture_is_there_and_light():
    pictures = [ROOT / name for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)]
    assert len(pictures) == 8
    assert not [picture.name for picture in pictures if not 0 < picture.stat().st_size <= MOST]
    assert {*pictures} == {*(ROOT / "docs" / "tour").glob("*.png")}


def test_every_document_that_it_names_is_there():
    assert not [
        name for name in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", README) if not (ROOT / name).exists()
    ]

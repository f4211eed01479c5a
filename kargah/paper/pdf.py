"""Pages for print: a Typst template and its data become a tagged, archivable PDF (PDF/A-2a and PDF/UA-1)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "fonts"
STANDARDS: list[Any] = ["a-2a", "ua-1"]


@cache
def own_fonts() -> typst.Fonts:
    """The shipped fonts and no others: a machine with other fonts must not print another page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def render(
    template: str,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    created: datetime,
) -> bytes:
    """The PDF of `template` (Typst source).

    The template reads `data` with `json("data.json")` and each of `files` by its name; nothing is written into
    the source, so no data can become markup. `created` (aware) is the date inside the file: the same arguments
    give the same bytes. Raises `typst.TypstError` when the template is wrong.
    """
    papers: Any = {  # the stubs of typst do not know a project in memory
        "main.typ": template.encode(),
        "data.json": json.dumps(data, ensure_ascii=False, sort_keys=True).encode(),
        **(files or {}),
    }
    printed: bytes = typst.compile(
        papers,
        format="pdf",
        font_paths=own_fonts(),
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        timestamp=created.astimezone(UTC).replace(microsecond=0),
    )
    return printed

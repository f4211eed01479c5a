"""Sample words for the style guide; nothing here comes from the database."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kargah.web.listing.listing import COUNTED
from kargah.web.style.forms import EveryInput

STYLE_SHEET = Path(__file__).resolve().parent.parent / "static" / "kargah" / "css" / "kargah.css"
LONG_NAME = "کارگاه خانوادگی سفال، سرامیک و لعاب‌کاری سنتی یادگار استاد عبدالحسین کریمی‌نژاد لالجینی و پسران"
WORKSHOPS = ["سفال لالجین", "گلیم هرسین", "میناکاری اصفهان", "قلمزنی نقش جهان", LONG_NAME, "خاتم شیراز"]
ICONS = Path(__file__).resolve().parent.parent / "static" / "kargah" / "icons.svg"


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    rows = [
        {
            "name": WORKSHOPS[number % len(WORKSHOPS)],
            "code": f"1405-13-{number:04}",
            "requests": (number * 7) % 5 and number * 137,
            "done": (number * 13) % 100,
            "day": date(2026, 11, 1 + number % 28),
            "late": number % 3 == 1,
        }
        for number in range(1, 25)
    ]
    return render(
        request,
        "style/index.html",
        {
            "nav": [
                {"url": "#", "label": _("Requests"), "count": 12},
                {"url": "#", "label": _("Style guide"), "current": True},
                {"url": "#", "label": _("Workshops of the province")},
                {"url": "#", "label": _("Tables"), "count": 0},
            ],
            "colours": re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", STYLE_SHEET.read_text("utf-8")),
            "icons": re.findall(r'<symbol id="([\w-]+)"', ICONS.read_text("utf-8")),
            "empty_form": EveryInput(prefix="empty"),
            "form": EveryInput({"name": "زهرا", "national_id": "00123", "due_on": "1405/13/02"}),
            "rows": rows,
            "page": Paginator(range(231), 20).page(2),
            "listed": _many(rows),
            "workshop": WORKSHOPS[0],
            "steps": _steps(),
            "pairs": [
                (_("Grade"), _("Grade one")),
                (_("Holder"), "خانم زهرا کریمی‌نژاد"),
                (_("Workshop"), LONG_NAME),
                (_("Progress"), ""),
            ],
        },
    )


def _many(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The first page of a list as pages see it: more rows than are counted, and a way on."""
    columns = [(_("Workshop"), ""), (_("File number"), "?sort=code"), (_("Date"), "")]
    heads = [{"heading": heading, "url": url, "sort": url and "ascending"} for heading, url in columns]
    return {
        "listing": {"title": _("Workshops"), "row": "style/_row.html"},
        "heads": heads,
        "rows": rows,
        "many": True,
        "counted": COUNTED,
        "next": "?after=style",
        "as_workbook": "#content",
    }


def _steps() -> list[dict[str, str]]:
    return [
        {
            "title": _("Request"),
            "state": "done",
            "at": "۲۰ شهریور ۱۴۰۵",
            "by": _("Recorded by the applicant"),
        },
        {"title": _("Screening"), "state": "done", "at": "۱ مهر ۱۴۰۵"},
        {
            "title": _("Inspection"),
            "state": "now",
            "note": _("You have until Thursday 17 Dey 1405. This is turn 1 of 2."),
        },
        {"title": _("Report"), "state": "next"},
        {"title": _("Certificate"), "state": "next"},
    ]

"""The sheet that hangs on the workshop's wall."""

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TypedDict

from kargah.paper import pdf, qr

HERE = Path(__file__).parent / "typst"


class Facts(TypedDict):
    """What the sheet says, each as it is to be read: Persian digits in Persian text, ISO dates beside them."""

    public_code: str
    verify_url: str
    register_number: str
    workshop: str
    holder: str
    craft_fields: list[str]
    city: str
    province: str
    grade: str
    issued_jalali: str
    issued_gregorian: str  # 2026-11-23: also the date inside the file
    valid_until_jalali: str
    valid_until_gregorian: str
    guideline_number: str
    issuing_body: str
    signatory: str
    signatory_post: str


@cache
def template() -> str:
    return (HERE / "certificate.typ").read_text(encoding="utf-8")


@cache
def border() -> bytes:
    return (HERE / "border.svg").read_bytes()


def certificate_pdf(facts: Facts) -> bytes:
    """One A4 page with a QR code of `verify_url`. The same facts give the same bytes."""
    issued = datetime.combine(date.fromisoformat(facts["issued_gregorian"]), time(), UTC)
    drawings = {"border.svg": border(), "qr.svg": qr.svg(facts["verify_url"])}
    return pdf.render(template(), facts, files=drawings, created=issued)

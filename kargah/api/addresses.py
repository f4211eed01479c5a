"""Under which word each kind of row stands in addresses."""

from typing import Any

ROOT = "/api/v1"
PATHS = {
    "guideline": "guidelines", "cycle": "cycles", "share": "shares", "workshop": "workshops",
    "application": "applications", "nomination": "nominations", "inspection": "inspections",
    "heldpacket": "held-packets", "report": "reports", "reportline": "report-lines", "ranking": "rankings",
    "candidatelist": "lists", "listline": "list-lines", "omission": "omissions", "certificate": "certificates",
    "mark": "marks", "appeal": "appeals", "proposal": "proposals",
}  # fmt: skip


def kind_of(row: Any) -> str:
    """Of a row, or of its model."""
    return row._meta.model_name


def path_of(row: Any) -> str:
    return PATHS[kind_of(row)]


def href(row: Any) -> str:
    return f"{ROOT}/{path_of(row)}/{row.public_id}"


def pointer(row: Any) -> dict[str, Any]:
    return {
        "kind": kind_of(row),
        "id": row.public_id,
        "href": href(row),
        "state": getattr(row, "state", None),
    }

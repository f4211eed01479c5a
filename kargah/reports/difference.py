"""What a supplement changed: two frozen versions laid beside each other, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .models import LevelCorrection, LineVersion, Remark, ReportLine, ReportVersion

KEYED = {
    "answers": "criterion",
    "axes": "code",
    "notices": "turn",
    "knockouts": "criterion",
}  # lists that have names


@dataclass(frozen=True)
class Change:
    """`path` names the value from the outside in: ("answers", "P1", "level"). A missing value is None."""

    path: tuple[str, ...]
    before: Any
    after: Any


@dataclass(frozen=True)
class LineDifference:
    """`came`, `went`: the line stands only in the later, only in the earlier version."""

    line: ReportLine
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    corrections: tuple[LevelCorrection, ...]
    came: bool = False
    went: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.remarks or self.came or self.went)


def diff(earlier: ReportVersion, later: ReportVersion) -> list[LineDifference]:
    """Per line of either version, in the batch's order, what differs, with the remarks that asked for it."""
    before, after = _lines(earlier), _lines(later)
    lines = (
        ReportLine.objects.filter(pk__in={*before, *after})
        .select_related("application__workshop")
        .order_by("pk")
    )
    turns = range(earlier.number, later.number)
    return [
        LineDifference(
            line=line,
            changes=changes(before[line.pk].content, after[line.pk].content)
            if line.pk in before and line.pk in after
            else (),
            remarks=tuple(line.remarks.filter(turn__in=turns).select_related("criterion")),
            corrections=tuple(line.corrections.filter(turn__in=turns).select_related("criterion")),
            came=line.pk not in before,
            went=line.pk not in after,
        )
        for line in lines
    ]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Every value that differs between two contents of a line, by its path."""
    old, new = dict(_flat(before)), dict(_flat(after))
    paths = [*old, *(path for path in new if path not in old)]
    return tuple(
        Change(path, old.get(path), new.get(path)) for path in paths if old.get(path) != new.get(path)
    )


def _lines(version: ReportVersion) -> dict[int, LineVersion]:
    return {one.line_id: one for one in version.lines.all()}


def _flat(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    if isinstance(value, list) and path and path[-1] in KEYED and len(path) == 1:
        value = {str(item[KEYED[path[-1]]]): item for item in value}
    if isinstance(value, Mapping):
        return [found for name, item in value.items() for found in _flat(item, (*path, str(name)))]
    return [(path, value)]

"""What one version of a list changed against another: names that came, names that left and why, figures that changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIGURES = ("total", "grade", "national_rank", "province_rank")


@dataclass(frozen=True)
class Changed:
    """A case in two versions, as their contents tell it. `why` is its entry among the absent of the newer one."""

    case: str
    workshop: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    why: Mapping[str, Any] | None = None


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    """Contents of two versions → who came, who left, whose figures are others; in the order of the newer one."""
    old = {line["case"]: line for line in before["lines"]}
    new = {line["case"]: line for line in after["lines"]}
    absent = {told["case"]: told for told in after["absent"]}
    names = {
        told["case"]: told["workshop"]
        for content in (before, after)
        for told in [*content["absent"], *content["lines"]]
    }
    came = [Changed(case, names[case], old.get(case), line) for case, line in new.items()]
    left = [
        Changed(case, names[case], line, None, absent.get(case))
        for case, line in old.items()
        if case not in new
    ]
    return [one for one in came if one.before is None or _figures(one.before) != _figures(one.after)] + left


def _figures(line: Mapping[str, Any] | None) -> list[Any]:
    return [line.get(name) for name in FIGURES] if line else []

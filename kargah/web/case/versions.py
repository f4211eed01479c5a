"""A frozen version of what a report or a list says of one case, and what it changed against the one before."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.applications.models import Application
from kargah.grading.models import ListLine
from kargah.guideline.sentences import condition_name
from kargah.process import scope
from kargah.reports import difference
from kargah.reports.models import LineVersion, ReportLine
from kargah.web.case.reader import Reader
from kargah.web.case.views import head_of, the_case
from kargah.web.levels import LEVEL_WORDS

# The first word of a path in the content → what people call it. The second names the row in it.
PLACES = {
    "answers": _("Level or words of the criterion"),
    "axes": _("Points of the axis"),
    "knockouts": _("Knock-out criterion"),
    "notices": _("Notice of defects"),
    "conditions": _("Condition"),
    "total": _("Total"),
    "earned": _("Points earned"),
    "maximum": _("Points that apply"),
    "band": _("Grade"),
    "suggestion": _("Suggestion of the province"),
}
UNREAD = (["revision"], ["reached"])


@never_cache
@login_required
@require_GET
def report_line(request: HttpRequest, public_id: str, line: str, number: int) -> HttpResponse:
    case, reader = _colleagues_case(request, public_id)
    found = get_object_or_404(scope.rows(ReportLine, request.user), application=case, public_id=line)
    version = get_object_or_404(found.versions.select_related("version"), version__number=number)
    earlier = found.versions.filter(version__number__lt=number).order_by("-version__number").first()
    return render(
        request,
        "case/report_version.html",
        {
            **head_of(case, reader, "decisions"),
            "line": found,
            "version": version,
            "numbers": [
                one.version.number for one in found.versions.select_related("version").order_by("pk")
            ],
            "content": version.content,
            "rows": _rows(version, found),
            "conditions": [
                {"number": number, "name": condition_name(int(number)), **told}
                for number, told in version.content.get("conditions", {}).items()
            ],
            "changes": _changes(earlier, version) if earlier and reader.points else None,
        },
    )


@never_cache
@login_required
@require_GET
def list_line(request: HttpRequest, public_id: str, line: str, number: int) -> HttpResponse:
    case, reader = _colleagues_case(request, public_id)
    found = get_object_or_404(scope.rows(ListLine, request.user), application=case, public_id=line)
    version = get_object_or_404(found.candidate_list.versions, number=number)
    if version.frozen_at is None and not reader.country:
        raise Http404
    return render(
        request,
        "case/list_version.html",
        {
            **head_of(case, reader, "decisions"),
            "line": found,
            "version": version,
            "numbers": [one.number for one in found.candidate_list.versions.all()],
            "told": _told_of(case, version.content),
        },
    )


def _colleagues_case(request: HttpRequest, public_id: str) -> tuple[Application, Reader]:
    case = the_case(request, public_id)
    reader = Reader.of(case, request.user)
    if not reader.office:
        raise Http404
    return case, reader


def _told_of(case: Application, content: dict[str, Any]) -> dict[str, Any] | None:
    """The line of this case in a version of the list; None where it did not stand on it."""
    return next((one for one in content["lines"] if one["case"] == case.public_id), None)


def _rows(version: LineVersion, line: ReportLine) -> list[dict[str, Any]]:
    """The answers as they were frozen, in the guideline's order, with the names of their criteria."""
    answers = {one["criterion"]: one for one in version.content.get("answers", [])}
    criteria = line.report.cycle.guideline.criteria.order_by("position")
    return [
        {
            "criterion": criterion,
            "answer": answers[criterion.code],
            "level": LEVEL_WORDS.get(answers[criterion.code]["level"]),
        }
        for criterion in criteria
        if criterion.code in answers
    ]


def _changes(earlier: LineVersion, later: LineVersion) -> list[dict[str, Any]]:
    """What differs, by the place in the content; what a person cannot read (hashes, revisions) is left out."""
    told = []
    for change in difference.changes(earlier.content, later.content):
        place, *rest = change.path
        if place not in PLACES or rest[-1:] in UNREAD:
            continue
        told.append(
            {
                "place": PLACES[place],
                "which": rest[0] if rest else "",
                "before": _shown(change.path, change.before),
                "after": _shown(change.path, change.after),
            }
        )
    return told


def _shown(path: tuple[str, ...], value: Any) -> Any:
    """A value of the content as people read it: points from their quarters or hundredths, levels as words."""
    match path[-1]:
        case _ if isinstance(value, bool):
            return _("Yes") if value else _("No")
        case _ if isinstance(value, list):
            return len(value)
        case "level" if value is not None:
            return LEVEL_WORDS.get(value, value)
        case "earned" if value is not None:
            return {"hundredths": value * 25}
        case "total" if value is not None:
            return {"hundredths": value}
        case "maximum" if value is not None:
            return {"hundredths": value * 100}
    return value

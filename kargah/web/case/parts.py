"""The parts of a case's page: each gathers from the rows that hang on the case what this reader may see of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kargah.appeals.models import Appeal
from kargah.applications.models import Application, Mark
from kargah.certificates.models import Certificate
from kargah.grading.models import ListLine
from kargah.guideline.arithmetic import NothingApplies, ScoreMissing
from kargah.inspections.models import Inspection
from kargah.inspections.queries import form_of
from kargah.process import scope, sentences
from kargah.process.models import Proposal
from kargah.reports.models import ReportLine
from kargah.web import faces
from kargah.web.case import defects, result, steps, way
from kargah.web.case.reader import Reader


def summary(case: Application, reader: Reader) -> dict[str, Any]:
    """What may be done, where the case stands, and what came of it so far."""
    return {
        **steps.split(steps.subjects_of(case, reader.user), reader.user),
        "facts": faces.facts(case, reader.user),
        "place": way.place(case, reader),
        "conditions": result.conditions(case, points=reader.points),
        "outcome": _newest_outcome(case) if reader.points else None,
        "certificates": list(scope.rows(Certificate, reader.user).filter(application=case)),
        "appeals": list(scope.rows(Appeal, reader.user).filter(application=case)),
        "marks": list(scope.rows(Mark, reader.user).filter(application=case)) if reader.office else [],
        "proposals": scope.rows(Proposal, reader.user).filter(case=case) if reader.office else [],
    }


def papers(case: Application, reader: Reader) -> dict[str, Any]:
    return {
        "products": case.products.all(),
        "licences": case.workshop.licences.all(),
        "papers": case.attachments.select_related("stored"),
        "completions": case.completion_requests.all(),
        "declines": case.declines.all(),
        "appeals": list(scope.rows(Appeal, reader.user).filter(application=case, evidence__isnull=False)),
        "certificates": list(
            scope.rows(Certificate, reader.user).filter(application=case, pdf__isnull=False)
        ),
    }


def visits(case: Application, reader: Reader) -> dict[str, Any]:
    """Each inspection with its failed attempts and its photos, axis by axis."""
    seen = scope.inspections_of(case, reader.user).prefetch_related("failures__photo")
    return {"visits": [_visit(inspection) for inspection in seen.order_by("-turn")]}


def _visit(inspection: Inspection) -> dict[str, Any]:
    form = form_of(inspection)
    albums: list[dict[str, Any]] = [
        {"name": section.axis.name, "photos": [photo for item in section.items for photo in item.photos]}
        for section in form.sections
    ]
    albums.append({"name": _("The workshop as a whole"), "photos": form.whole_workshop})
    return {"inspection": inspection, "albums": [album for album in albums if album["photos"]]}


def points(case: Application, reader: Reader) -> dict[str, Any]:
    """The arithmetic of every inspection that ended, the one that counts first."""
    ended = scope.inspections_of(case, reader.user).filter(state__in=Inspection.ENDED_WITH_SCORE)
    return {"outcomes": [outcome for one in ended.order_by("-turn") if (outcome := _outcome(one, case))]}


def _newest_outcome(case: Application) -> result.Outcome | None:
    try:
        return result.of(case)
    except (ScoreMissing, NothingApplies):
        return None


def _outcome(inspection: Inspection, case: Application) -> result.Outcome | None:
    try:
        return result.of_inspection(inspection, case)
    except (ScoreMissing, NothingApplies):
        return None


def decisions(case: Application, reader: Reader) -> dict[str, Any]:
    """The lines of the reports and of the lists on which the case stands or stood, with all their versions."""
    reported = scope.rows(ReportLine, reader.user).filter(application=case)
    listed = scope.rows(ListLine, reader.user).filter(application=case)
    return {
        "report_lines": reported.select_related("report__province", "judged_by").prefetch_related(
            "remarks__criterion", "corrections__criterion", "versions__version"
        ),
        "list_lines": listed.select_related(
            "candidate_list__ranking", "candidate_list__province", "opinion_by", "decision"
        ).prefetch_related("candidate_list__versions"),
    }


def letters(case: Application, reader: Reader) -> dict[str, Any]:
    return {"rows": scope.letters_of(case, reader.user)}


def history(case: Application, reader: Reader) -> dict[str, Any]:
    return {"rows": sentences.history(case, names=reader.office)}


@dataclass(frozen=True)
class Part:
    """`gather` gives what its template shows, its long list as `rows`; `may` says who reads it at all."""

    name: str
    words: Any
    gather: Callable[[Application, Reader], dict[str, Any]]
    may: Callable[[Reader], bool] = lambda reader: True


PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        Part("summary", _("Summary"), summary),
        Part("way", _("The way"), way.of),
        Part("papers", _("Papers"), papers),
        Part("visits", _("Visits"), visits),
        Part("defects", _("Defects"), defects.of),
        Part("points", _("Points"), points, lambda reader: reader.points),
        Part("decisions", _("Report and list"), decisions, lambda reader: reader.office),
        Part("letters", _("Letters"), letters),
        Part("history", pgettext_lazy("part of a case", "History"), history),
    )
}

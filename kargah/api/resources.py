"""Which rows the interface knows, under which address, and what each tells."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kargah.api import whole
from kargah.api.addresses import kind_of, path_of
from kargah.api.shapes import grading, requests, visits
from kargah.api.shapes.base import Row
from kargah.appeals.models import Appeal
from kargah.applications.models import Application, Mark, Workshop
from kargah.certificates.models import Certificate
from kargah.cycles.models import Cycle, Share
from kargah.grading.models import CandidateList, ListLine, Omission, Ranking
from kargah.guideline.models import Guideline
from kargah.inspections.models import HeldPacket, Inspection, Nomination
from kargah.process.models import Proposal
from kargah.reports.models import Report, ReportLine

Telling = Callable[[Any, Any], dict[str, Any]]


@dataclass(frozen=True)
class Resource:
    """`by`: paths by which a list may be narrowed. `told_with`: what a line tells of other rows. `more`, `inside`:
    what the row does not say by itself, in lists and alone."""

    model: type[Any]
    line: type[Row]
    whole: type[Row]
    by: dict[str, str] = field(default_factory=dict)
    told_with: tuple[str, ...] = ()
    more: Telling = lambda row, user: {}
    inside: Telling = lambda row, user: {}

    @property
    def kind(self) -> str:
        return kind_of(self.model)

    @property
    def path(self) -> str:
        return path_of(self.model)

    @property
    def states(self) -> list[str]:
        return list(self.model.State.values) if hasattr(self.model, "State") else []


CYCLE, PROVINCE = {"cycle": "cycle__public_id"}, {"province": "province__iso_code"}
CASE = {"application": "application__public_id"}

RESOURCES = (
    Resource(Guideline, requests.Guideline, requests.WholeGuideline, inside=whole.guideline),
    Resource(Cycle, requests.Cycle, requests.WholeCycle),
    Resource(Share, requests.Share, requests.WholeShare, CYCLE | PROVINCE),
    Resource(Workshop, requests.Workshop, requests.WholeWorkshop, PROVINCE),
    Resource(
        Application, requests.Application, requests.WholeApplication,
        CYCLE | PROVINCE | {"workshop": "workshop__public_id"}, inside=whole.application,
    ),
    Resource(Nomination, visits.Nomination, visits.WholeNomination, PROVINCE, ("share",), inside=whole.nomination),
    Resource(Inspection, visits.Inspection, visits.WholeInspection, PROVINCE | CASE, inside=whole.inspection),
    Resource(HeldPacket, visits.HeldPacket, visits.WholeHeldPacket, PROVINCE),
    Resource(Report, grading.Report, grading.WholeReport, CYCLE | PROVINCE, inside=whole.report),
    Resource(
        ReportLine, grading.ReportLine, grading.WholeReportLine,
        PROVINCE | CASE | {"report": "report__public_id"}, inside=whole.with_points,
    ),
    Resource(Ranking, grading.Ranking, grading.WholeRanking, CYCLE),
    Resource(CandidateList, grading.CandidateList, grading.WholeCandidateList, CYCLE | PROVINCE, inside=whole.candidate_list),
    Resource(
        ListLine, grading.ListLine, grading.WholeListLine,
        PROVINCE | CASE | {"list": "candidate_list__public_id"}, inside=whole.list_line,
    ),
    Resource(Omission, grading.Omission, grading.WholeOmission, PROVINCE | {"list": "candidate_list__public_id"}),
    Resource(Certificate, grading.Certificate, grading.WholeCertificate, CYCLE | PROVINCE | CASE, ("cycle",), inside=whole.with_points),
    Resource(Mark, requests.Mark, requests.WholeMark, PROVINCE | CASE, more=whole.mark),
    Resource(Appeal, grading.Appeal, grading.WholeAppeal, PROVINCE | CASE),
    Resource(
        Proposal, grading.Proposal, grading.WholeProposal, PROVINCE,
        more=whole.proposal, inside=whole.proposal_alone,
    ),
)  # fmt: skip
OF_MODEL: dict[type[Any], Resource] = {resource.model: resource for resource in RESOURCES}

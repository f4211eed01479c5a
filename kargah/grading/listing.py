"""A province's list in words and figures: who stands on it, and for everybody else the reason."""

from collections import defaultdict
from typing import Any

from kargah.applications.models import Application
from kargah.inputs import canonical, digest
from kargah.places.models import Province
from kargah.reports.models import Report, ReportLine

from . import room
from .models import CandidateList, ListLine, ListVersion, Placement, Ranking

Case = Application.State
UNDER_WAY = {
    Case.REGISTERED: "in_screening",
    Case.COMPLETION_ASKED: "in_screening",
    Case.ELIGIBLE: "not_selected",
    Case.WAITLISTED: "not_selected",
    Case.WITHDRAWN: "withdrawn",
    Case.CLOSED: "closed",
}


def eligible_for(ranking: Ranking, province: Province) -> list[Placement]:
    """Who qualifies and has a place, standing, on no earlier open list and not certified in this cycle; by rank."""
    return list(
        Placement.objects.filter(
            ranking=ranking,
            application__province=province,
            qualifies=True,
            within_places=True,
            line__left="",
        )
        .exclude(application__in=room.keepers(ranking.cycle))
        .select_related("line", "application")
        .order_by("national_rank", "pk")
    )


def held(candidate_list_id: int) -> CandidateList:
    """The list, locked: nobody signs while a line of it changes."""
    return CandidateList.objects.select_for_update().select_related("cycle").get(pk=candidate_list_id)


def line_content(placement: Placement) -> dict[str, Any]:
    """What the list says of one workshop. It does not change between versions: the agreement hangs on its hash."""
    told = placement.line.content
    return {
        "case": told["case"],
        "tracking_code": told["tracking_code"],
        "workshop": told["workshop"]["name"],
        "craft_group": told["craft_group"],
        "report_hash": placement.line.content_hash,
        "total": placement.total,
        "grade": placement.band,
        "national_rank": placement.national_rank,
        "province_rank": placement.province_rank,
        "craft_rank": placement.craft_rank,
        "settled_by_rule": placement.settled_by_rule,
    }


def add_line(candidate_list: CandidateList, placement: Placement) -> ListLine:
    return ListLine.objects.create(
        candidate_list=candidate_list,
        province_id=candidate_list.province_id,
        application_id=placement.application_id,
        line=placement.line,
        placement=placement,
        content_hash=digest(line_content(placement)),
    )


def joining(candidate_list: CandidateList) -> list[Placement]:
    """Names whose omission was accepted, not on the list yet, and still standing."""
    accepted = room.joining(candidate_list.cycle).filter(candidate_list=candidate_list)
    return list(
        Placement.objects.filter(
            ranking=candidate_list.ranking_id, application__in=accepted.values("application"), line__left=""
        )
        .exclude(application__in=room.keepers(candidate_list.cycle))
        .select_related("line")
    )


def standing_lines(candidate_list: CandidateList) -> list[ListLine]:
    """Lines that stand in the newest version: nobody dropped, withdrawn, struck or visited anew."""
    lines = candidate_list.lines.filter(left="").exclude(state=ListLine.State.DROPPED)
    return list(
        lines.select_related("placement__line", "application").order_by("placement__national_rank", "pk")
    )


def write_version(candidate_list: CandidateList) -> ListVersion:
    """The content of the list's turn as of now; a version that was not sent yet is written anew."""
    content = canonical(_content(candidate_list))
    version, _new = ListVersion.objects.update_or_create(
        candidate_list=candidate_list,
        number=candidate_list.turn,
        defaults={"content": content, "hash": digest(content)},
    )
    return version


def _content(candidate_list: CandidateList) -> dict[str, Any]:
    ranking, lines = candidate_list.ranking, standing_lines(candidate_list)
    return {
        "cycle": candidate_list.cycle.public_id,
        "ranking": ranking.number,
        "bundle": ranking.bundle_hash,
        "province": candidate_list.province.numeric_code,
        "version": candidate_list.turn,
        "lines": [{**line_content(line.placement), "hash": line.content_hash} for line in lines],
        "absent": absent(candidate_list, on_it={line.application_id for line in lines}),
    }


def absent(candidate_list: CandidateList, *, on_it: set[int]) -> list[dict[str, Any]]:
    """Everybody else of the province who asked in this cycle, each with the reason: {case, …, why, figures}."""
    cycle, province = candidate_list.cycle, candidate_list.province
    cases = (
        Application.objects.filter(cycle=cycle, province=province, registered_at__isnull=False)
        .exclude(pk__in=on_it)
        .select_related("workshop")
        .prefetch_related("declines")
    )
    placements = {
        one.application_id: one
        for one in Placement.objects.filter(
            ranking=candidate_list.ranking, application__province=province, line__left=""
        )
    }
    reported: dict[int, ReportLine] = {}
    for line in (
        ReportLine.objects.filter(report__cycle=cycle, province=province)
        .select_related("report")
        .order_by("pk")
    ):
        reported[line.application_id] = line
    listed: dict[int, list[ListLine]] = defaultdict(list)
    for own in ListLine.objects.filter(candidate_list__cycle=cycle, province=province).order_by("pk"):
        listed[own.application_id].append(own)
    return [
        {
            "case": case.public_id,
            "tracking_code": case.tracking_code,
            "workshop": case.workshop.name,
            **_why(case, candidate_list, placements.get(case.pk), reported.get(case.pk), listed[case.pk]),
        }
        for case in cases
    ]


def _why(
    case: Application,
    candidate_list: CandidateList,
    placement: Placement | None,
    line: ReportLine | None,
    listed: list[ListLine],
) -> dict[str, Any]:
    if case.state == Case.DECLINED:
        declines = list(case.declines.all())
        last = declines[-1] if declines else None  # without one: the place was released, the workshop unfit
        return {"why": "declined", "ground": last.reason if last else ""}
    if case.state in UNDER_WAY:
        return {"why": UNDER_WAY[Case(case.state)]}
    if any(own.state == ListLine.State.CERTIFIED for own in listed):
        return {"why": "certified"}
    if line is not None and line.left:
        return {"why": line.left}
    if any(
        own.candidate_list_id != candidate_list.pk and not own.left and own.state in ListLine.OPEN
        for own in listed
    ):
        return {"why": "on_another_list"}
    if any(
        own.candidate_list_id == candidate_list.pk and own.state == ListLine.State.DROPPED for own in listed
    ):
        return {"why": "objection_accepted"}
    if placement is not None:
        return _why_by_rank(placement)
    return _why_by_report(line)


def _why_by_rank(placement: Placement) -> dict[str, Any]:
    figures = {"total": placement.total, "band": placement.band, "national_rank": placement.national_rank}
    if not placement.qualifies:
        return {"why": "does_not_qualify", **figures, "reasons": placement.reasons}
    if not placement.within_places:
        return {"why": "no_place", **figures, "settled_by_rule": placement.settled_by_rule}
    return {"why": "qualifies", **figures}


def _why_by_report(line: ReportLine | None) -> dict[str, Any]:
    if line is None:
        return {"why": "not_reported"}
    if line.report.state != Report.State.APPROVED:
        return {"why": "report_not_approved"}
    if line.state == ReportLine.State.EXCLUDED:
        return {"why": "excluded", "reason": line.verdict_reason}
    if line.state == ReportLine.State.POSTPONED:
        return {"why": "postponed"}
    return {"why": "not_in_this_ranking"}

"""What must hold of all nominations, inspections and notices: each check reads, and names what breaks it."""

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from kargah.cycles.models import QuotaEntry
from kargah.guideline.arithmetic import AnswerRefused, NothingApplies, ScoreMissing

from . import mending, sheet
from .models import Answer, Assignment, Conflict, Defect, DefectNotice, Inspection

State = Inspection.State


def notices_are_within_the_limit() -> list[str]:
    given = (
        DefectNotice.objects.values("application")
        .annotate(given=Count("pk"), last=Max("turn"))
        .order_by("application")
    )
    of_cycle = {
        notice.application_id: notice.application.cycle.limits.defect_notices
        for notice in DefectNotice.objects.filter(turn=1).select_related("application__cycle")
    }
    return [
        f"application {row['application']}: {row['given']} notices"
        for row in given
        if row["given"] > of_cycle.get(row["application"], 0) or row["last"] != row["given"]
    ]


def the_current_answer_is_the_last_revision() -> list[str]:
    newer = Answer.objects.filter(
        inspection=OuterRef("inspection"), criterion=OuterRef("criterion"), revision__gt=OuterRef("revision")
    )
    wrong = Answer.objects.filter(Q(current=True) & Exists(newer) | Q(current=False) & ~Exists(newer))
    return [f"answer {pk}" for pk in wrong.values_list("pk", flat=True)]


def an_ended_inspection_has_the_total_of_its_answers() -> list[str]:
    wrong = []
    ended = Inspection.objects.filter(state__in=Inspection.ENDED_WITH_SCORE)
    for inspection in ended.select_related("application__cycle__guideline").iterator(chunk_size=500):
        try:
            total = sheet.score_of(inspection).total
        except (ScoreMissing, AnswerRefused, NothingApplies) as error:
            wrong.append(f"inspection {inspection.pk}: {error}")
            continue
        if inspection.total != total:
            wrong.append(f"inspection {inspection.pk}: {inspection.total} instead of {total}")
    return wrong


def only_ended_inspections_have_an_end() -> list[str]:
    ended = Q(state__in=[*Inspection.ENDED_WITH_SCORE, State.CANCELLED])
    scored = Q(state__in=Inspection.ENDED_WITH_SCORE)
    wrong = Inspection.objects.filter(
        ended & Q(ended_at=None)
        | ~ended & Q(ended_at__isnull=False)
        | scored & Q(total=None)
        | ~scored & Q(total__isnull=False)
    )
    return [f"inspection {pk}" for pk in wrong.values_list("pk", flat=True)]


def a_finished_visit_has_spent_the_place() -> list[str]:
    spent = QuotaEntry.objects.filter(case=OuterRef("application__public_id"), kind=QuotaEntry.Kind.SPENT)
    wrong = Inspection.objects.filter(visited_at__isnull=False).exclude(Exists(spent))
    return [f"inspection {pk}" for pk in wrong.values_list("pk", flat=True)]


def the_inspector_is_the_last_one_assigned() -> list[str]:
    last = Assignment.objects.filter(inspection=OuterRef("pk")).order_by("-pk").values("inspector")[:1]
    rows = Inspection.objects.annotate(last=last).exclude(inspector=F("last"))
    never = Inspection.objects.filter(assignments=None)
    return [
        f"inspection {pk}"
        for pk in sorted({*rows.values_list("pk", flat=True), *never.values_list("pk", flat=True)})
    ]


def nobody_finishes_a_visit_to_their_own_workshop() -> list[str]:
    own = Q(inspector=F("application__workshop__owner")) | Q(inspector=F("application__applicant"))
    declared = Conflict.objects.filter(
        inspector=OuterRef("inspector"),
        workshop=OuterRef("application__workshop"),
        declared_at__lt=OuterRef("visited_at"),
    )
    wrong = Inspection.objects.filter(visited_at__isnull=False).filter(own | Exists(declared))
    return [f"inspection {pk}" for pk in wrong.values_list("pk", flat=True)]


def a_repair_runs_with_one_open_notice() -> list[str]:
    unjudged = DefectNotice.objects.filter(inspection=OuterRef("pk"), judged_at=None)
    without = Inspection.objects.filter(state=State.REPAIRING).exclude(Exists(unjudged))
    idle = Inspection.objects.exclude(state__in=[State.REPAIRING, State.CANCELLED]).filter(Exists(unjudged))
    return [
        f"inspection {pk}"
        for pk in [*without.values_list("pk", flat=True), *idle.values_list("pk", flat=True)]
    ]


def every_item_of_a_judged_notice_has_a_verdict() -> list[str]:
    wrong = Defect.objects.filter(notice__judged_at__isnull=False, verdict=None)
    return [f"defect {pk}" for pk in wrong.values_list("pk", flat=True)]


def nothing_grave_is_open_where_it_is_confirmed() -> list[str]:
    confirmed = Inspection.objects.filter(state=State.CONFIRMED, notices__isnull=False).distinct()
    return [f"inspection {inspection.pk}" for inspection in confirmed if mending.grave_defects(inspection)]


CHECKS = {
    check.__name__: check
    for check in (
        notices_are_within_the_limit,
        the_current_answer_is_the_last_revision,
        an_ended_inspection_has_the_total_of_its_answers,
        only_ended_inspections_have_an_end,
        a_finished_visit_has_spent_the_place,
        the_inspector_is_the_last_one_assigned,
        nobody_finishes_a_visit_to_their_own_workshop,
        a_repair_runs_with_one_open_notice,
        every_item_of_a_judged_notice_has_a_verdict,
        nothing_grave_is_open_where_it_is_confirmed,
    )
}

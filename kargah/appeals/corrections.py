"""What an upheld appeal may order, by what it was lodged against."""

from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.inspections.models import Inspection
from kargah.reports.models import Report, ReportLine

from .models import Appeal

Against, Correction = Appeal.Against, Appeal.Correction
FITTING = {
    Against.SCREENING: (Correction.REOPEN_SCREENING,),
    Against.SCORE: (Correction.ORDER_VISIT,),
    Against.VERDICT: (Correction.LATER_BATCH, Correction.ORDER_VISIT),
    Against.RANKING: (Correction.LATER_RANKING, Correction.ORDER_VISIT),
    Against.LIST: (Correction.LIST_VERSION, Correction.LATER_RANKING),
    Against.SUSPENSION: (Correction.RESTORE,),
}


def possible(appeal: Appeal) -> list[str]:
    """The corrections that fit what the appeal is against, and the case as it stands."""
    found = [
        correction for correction in FITTING[Against(appeal.against)] if _can_be_made(appeal, correction)
    ]
    return [str(correction) for correction in found]


def _can_be_made(appeal: Appeal, correction: str) -> bool:
    case = appeal.application
    match correction:
        case Correction.REOPEN_SCREENING:
            return case.state == Application.State.DECLINED
        case Correction.ORDER_VISIT:
            return _ended_and_not_running(case) and not Certificate.objects.filter(application=case).exists()
        case Correction.LATER_BATCH:
            return bool(excluded_lines(case))
        case Correction.RESTORE:
            return bool(suspended(case))
    return True


def _ended_and_not_running(case: Application) -> bool:
    states = set(Inspection.objects.filter(application=case).values_list("state", flat=True))
    return bool(states & set(Inspection.ENDED_WITH_SCORE)) and not states & set(Inspection.RUNNING)


def excluded_lines(case: Application) -> list[ReportLine]:
    """The line that headquarters left out for good: its batch is answered."""
    lines = ReportLine.objects.filter(
        application=case, state=ReportLine.State.EXCLUDED, report__state=Report.State.APPROVED, left=""
    )
    return list(lines.order_by("-pk")[:1])


def suspended(case: Application) -> list[Certificate]:
    return list(Certificate.objects.filter(application=case, state=Certificate.State.SUSPENDED))

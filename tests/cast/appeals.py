"""Appeals, lodged, given to a panel and decided through the engine."""

from kargah.appeals.models import Appeal
from kargah.places.models import Province
from kargah.process.engine import perform

from .applications import a_registered_case
from .inspections import a_confirmed_inspection
from .people import a_director, an_expert_of


def a_declined_case(case=None):
    case = case or a_registered_case()
    return perform(
        "decline", case, by=an_expert_of(case.province), ground="not_a_handicraft", reason="در فهرست نیست"
    )


def a_lodged_appeal(case=None, against="screening", text="تصمیم درست نیست") -> Appeal:
    """Against the screening of a new declined case, or against what `case` was told."""
    case = case or (a_confirmed_inspection().application if against == "score" else a_declined_case())
    return perform("lodge", case, by=case.applicant, against=against, text=text)


def a_panel_member(appeal):
    """An expert of another province, who has nothing to do with the case."""
    elsewhere = Province.objects.exclude(pk=appeal.province_id).order_by("rank").first()
    return an_expert_of(elsewhere, name="panel-member")


def an_appeal_in_review(appeal=None, members=None, by=None, **lodged) -> Appeal:
    appeal = appeal or a_lodged_appeal(**lodged)
    members = members or [a_panel_member(appeal)]
    return perform(
        "name_panel",
        appeal,
        by=by or a_director("second-director"),
        members=[member.public_id for member in members],
    )


def an_upheld_appeal(
    appeal=None, *, correction, nomination=None, reason="اعتراض وارد است", **lodged
) -> Appeal:
    appeal = appeal or an_appeal_in_review(**lodged)
    given = {"nomination": nomination.public_id} if nomination else {}
    return perform("uphold", appeal, by=appeal.panel.first(), correction=correction, reason=reason, **given)


def a_rejected_appeal(appeal=None, reason="اعتراض وارد نیست", **lodged) -> Appeal:
    appeal = appeal or an_appeal_in_review(**lodged)
    return perform("reject", appeal, by=appeal.panel.first(), reason=reason)

"""The offices in which a journey begins: everybody has an account and a post, nobody has done anything yet."""

from datetime import date

from kargah.guideline import edits as guideline_edits
from kargah.guideline.queries import in_force
from kargah.people import edits
from kargah.people.models import Role, User
from kargah.places.models import Province
from tests.journeys.hands import PASSWORD

SINCE = date(2024, 3, 20)
OF_THE_PROVINCE = {
    "expert": (Role.PROVINCIAL_EXPERT, "شیرین", "میرجلیلی"),
    "deputy": (Role.PROVINCIAL_DEPUTY, "رضا", "دهقان"),
    "inspector": (Role.TECHNICAL_INSPECTOR, "نرگس", "رستگار"),
}
OF_HEADQUARTERS = {
    "planner": (Role.HEADQUARTERS_EXPERT, "مینا", "صالحی"),
    "reviewer": (Role.HEADQUARTERS_EXPERT, "کاوه", "نیک‌نام"),
    "director": (Role.HEADQUARTERS_DIRECTOR, "پروین", "بهرامی"),
    "issuer": (Role.HEADQUARTERS_DIRECTOR, "سعید", "یاوری"),
    "auditor": (Role.AUDITOR, "لیلا", "فرزانه"),
}


def everybody_has_a_post(province_name: str = "یزد") -> dict[str, User]:
    """The staff of one province and of headquarters, by the names above."""
    province = Province.objects.get(name=province_name)
    hired = {}
    for place, people in ((province, OF_THE_PROVINCE), (None, OF_HEADQUARTERS)):
        for username, (role, first, last) in people.items():
            user = edits.enter_colleague(
                username=username, first_name=first, last_name=last, password=PASSWORD
            )
            edits.appoint(user, role, by=None, province=place, starts_on=SINCE)
            hired[username] = user
    return hired


def a_draft_that_lets_decide_at_once(staff: dict[str, User]):
    """A new guideline: whoever answers a province may decide over it on the same day. Nobody has published it."""
    by = staff["planner"]
    draft = guideline_edits.new_draft_from(in_force(), by=by)
    return guideline_edits.change_parameters(
        draft, by=by, parameters={**draft.parameters, "decide_over_days": 0}
    )

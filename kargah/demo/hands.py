"""Single steps of the played story, each through the same engine and edits as the pages use."""

import random
from typing import Any

from kargah import clock
from kargah.applications import edits as application_edits
from kargah.applications.models import Application, Duplicate
from kargah.demo import photos
from kargah.demo.staff import PASSWORD, Staff
from kargah.files.models import Stored
from kargah.inspections import edits as inspection_edits
from kargah.inspections import sheet
from kargah.inspections.models import Inspection, Nomination
from kargah.people.models import User
from kargah.people.signing import Signature, sign
from kargah.process import proposals
from kargah.process.engine import perform
from kargah.refusal import Refused

DEFECTS = (
    ("S2", "critical", "خاموش‌کننده در کارگاه نیست"),
    ("H3", "major", "تهویهٔ محل کار کافی نیست"),
    ("P7", "minor", "پرداخت نهایی یکدست نیست"),
)


def signed(user: User, shown: str) -> Signature:
    """The person enters their password again."""
    return sign(user, PASSWORD, shown)


def by_two(move: str, subject: Any, first: User, second: User, **inputs: Any) -> None:
    proposals.confirm(proposals.propose(move, subject, by=first, **inputs), by=second)


def screen(case: Application, staff: Staff, chance: random.Random) -> Application:
    """Both judgements of the expert, the doubles decided, then accepted, or declined for its young licence."""
    expert = staff.expert(case.province)
    for double in case.duplicates.filter(verdict=Duplicate.Verdict.OPEN):
        application_edits.decide_duplicate(double, by=expert, verdict=Duplicate.Verdict.DIFFERENT)
    good = chance.random() > 0.03
    why = "" if good else "دو تخلف ثبت‌شده در پروندهٔ مجوز"
    application_edits.judge_condition(
        case, by=expert, condition=2, outcome="met" if good else "not_met", why=why
    )
    application_edits.judge_condition(
        case, by=expert, condition=3, outcome="met", why="با حجم معمول رشته می‌خواند"
    )
    try:
        return perform("screen_in", case, by=expert)
    except Refused as refusal:
        reason = str(refusal) if good else why
        return perform("decline", case, by=expert, ground="condition_2", reason=reason)


def nominate(share: Any, inspector: User, staff: Staff, *, days: int) -> Nomination:
    from datetime import timedelta

    from kargah.places.queries import active_groups

    today = clock.today()
    nomination = perform(
        "nominate",
        share,
        by=staff.expert(share.province),
        inspector=inspector.public_id,
        crafts=[group.code for group in active_groups()],
        starts_on=today,
        ends_on=today + timedelta(days=days),
        reason="کارشناس رشته با سابقهٔ بازرسی",
    )
    return perform(
        "introduce", nomination, by=staff.deputy(share.province), letter_number=f"م/{nomination.pk}"
    )


def assign(case: Application, nominations: list[Nomination], staff: Staff, *, day: Any) -> Inspection:
    """To the first inspector whom the rules allow; then they declare that they have no conflict."""
    refused: Refused | None = None
    for nomination in nominations:
        try:
            inspection = perform(
                "assign", case, by=staff.expert(case.province), nomination=nomination.public_id, visit_on=day
            )
        except Refused as refusal:
            refused = refusal
            continue
        return inspection
    raise refused or Refused("nobody is nominated")


def visit(
    inspection: Inspection, level: int, chance: random.Random, *, weak: tuple[str, ...] = ()
) -> Inspection:
    """The whole form: levels around `level`, the criteria `weak` at the bottom; photos; the conditions; finished."""
    by = inspection.inspector
    if inspection.no_conflict_declared_at is None:
        inspection = perform("declare_no_conflict", inspection, by=by)
    answers: dict[str, dict[str, Any]] = {}
    criteria = sheet.criteria_of(inspection)
    for criterion in criteria:
        if criterion.na_allowed and chance.random() < 0.08:
            answers[criterion.code] = {"not_applicable": True, "reason": "در این رشته موضوعیت ندارد"}
            continue
        wanted = 0 if criterion.code in weak else level + chance.choice((-1, 0, 0, 0, 0, 1))
        if criterion.knockout_level and criterion.code not in weak:
            wanted = max(wanted, criterion.knockout_level)
        answers[criterion.code] = {"level": min(criterion.levels, key=lambda offered: abs(offered - wanted))}
    answers["H1"]["measured"] = f"{chance.randint(250, 700)} لوکس"
    inspection_edits.save_answers(inspection, by, answers)
    places = [c.code for c in criteria if c.photo_required and not answers[c.code].get("not_applicable")]
    pictures: list[tuple[str | None, Stored]] = [
        (code, photos.kept(place + inspection.pk)) for place, code in enumerate(places)
    ]
    around = max(2, inspection.cycle.limits.photos_at_least - len(places))
    inspection_edits.add_photos(inspection, by, [*pictures, *((None, photos.kept(n)) for n in range(around))])
    for condition in (3, 4, 5):
        met = level > 1 or chance.random() < 0.4
        why = "" if met else "در بازدید نشانه‌ای از آن دیده نشد"
        inspection_edits.decide_condition(inspection, condition, "met" if met else "not_met", why, by)
    return perform("finish_visit", inspection, by=by)


def notify(inspection: Inspection, weak: tuple[str, ...]) -> Inspection:
    rows: dict[str, Any] = {}
    for n, (code, kind, text) in enumerate((d for d in DEFECTS if d[0] in weak), start=1):
        rows |= {f"item_{n}_about": code, f"item_{n}_class": kind, f"item_{n}_text": text}
        rows[f"item_{n}_photo"] = photos.upload(n)
    return perform("notify_defects", inspection, by=inspection.inspector, **rows)


def answer(inspection: Inspection) -> Inspection:
    given: dict[str, Any] = {"done": True}
    for n, defect in enumerate(inspection.notices.get(judged_at=None).defects.all()):
        given[f"text_{defect.pk}"] = "برطرف شد؛ عکس پیوست است"
        given[f"photo_{defect.pk}"] = photos.upload(n + 4)
    return perform("answer_defects", inspection, by=inspection.application.applicant, **given)


def revisit(inspection: Inspection, *, mended: bool) -> Inspection:
    if inspection.no_conflict_declared_at is None:
        inspection = perform("declare_no_conflict", inspection, by=inspection.inspector)
    verdicts: dict[str, Any] = {}
    for defect in inspection.notices.get(judged_at=None).defects.all():
        verdicts[f"mended_{defect.pk}"] = "yes" if mended else "no"
        verdicts[f"note_{defect.pk}"] = "در محل دیده شد"
        if mended:
            verdicts[f"level_{defect.pk}"] = "3"
    return perform("finish_revisit", inspection, by=inspection.inspector, **verdicts)


def end(inspection: Inspection) -> Inspection:
    """Confirmed where nothing grave stays open, else closed as found."""
    try:
        return perform("confirm", inspection, by=inspection.inspector)
    except Refused:
        return perform("close_as_found", inspection, by=inspection.inspector)

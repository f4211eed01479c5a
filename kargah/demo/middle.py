"""S5 and S6 of the played story: visits, defects, their mending."""

from datetime import timedelta

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles.models import Cycle, Share
from kargah.demo import hands, offices, photos
from kargah.demo.story import Story
from kargah.inspections.models import Inspection, Nomination
from kargah.process.engine import perform

WEAK = {0: ("S2", "P7"), 1: ("H3",), 2: ("S2", "H3")}


def assign(story: Story, shares: list[Share]) -> None:
    """All selected cases, to the accepted inspectors in turn; each declares that there is no conflict."""
    for share in story.each("تعیین بازرس", shares):
        accepted = list(share.nominations.filter(state=Nomination.State.ACCEPTED).order_by("pk"))
        for place, case in enumerate(offices.cases_in(share, Application.State.SELECTED)):
            if case.inspections.exists():
                continue
            turn = accepted[place % len(accepted) :] + accepted[: place % len(accepted)]
            day = clock.today() + timedelta(days=3 + place % 10)
            inspection = hands.assign(case, turn, story.staff, day=day)
            if place % 2 == 0:
                perform("declare_no_conflict", inspection, by=inspection.inspector)


def visit(story: Story, shares: list[Share], *, weak_every: int = 4) -> None:
    """Good and middling workshops; one in `weak_every` with defects to be mended."""
    for inspection in story.each("بازدیدها", _inspections(shares, Inspection.State.ASSIGNED)):
        place = inspection.pk
        known = inspection.application.workshop.certificates.exists()
        level = 4 if known or place % 3 == 0 else 1 if place % 11 == 0 else 3
        weak = WEAK[place % 3] if place % weak_every == 1 and not known else ()
        hands.visit(inspection, level, story.chance, weak=weak)


def could_not_visit(story: Story, share: Share) -> None:
    """A closed door: the case goes to the other inspector."""
    inspection = _inspections([share], Inspection.State.ASSIGNED)[0]
    reason = "کارگاه در روز بازدید بسته بود"
    perform("could_not_visit", inspection, by=inspection.inspector, reason=reason, photo=photos.upload(3))
    accepted = share.nominations.filter(state=Nomination.State.ACCEPTED)
    other = accepted.exclude(pk=inspection.nomination_id).order_by("pk")[0]
    perform(
        "reassign",
        inspection,
        by=story.staff.expert(share.province),
        nomination=other.public_id,
        visit_on=clock.today() + timedelta(days=5),
        reason="بازرس نخست در سفر است",
    )


def notify(story: Story, shares: list[Share], *, weak_every: int = 4) -> None:
    """Defects where the visit found some; nothing for the others."""
    for inspection in story.each("ابلاغ ایرادها", _inspections(shares, Inspection.State.VISITED)):
        known = inspection.application.workshop.certificates.exists()
        if inspection.pk % weak_every == 1 and not known and not inspection.notices.exists():
            hands.notify(inspection, WEAK[inspection.pk % 3])


def answer(story: Story, shares: list[Share], *, silent_every: int = 5) -> None:
    """Most answer in time; one in `silent_every` lets the days go by."""
    for inspection in story.each("پاسخ به ایرادها", _inspections(shares, Inspection.State.REPAIRING)):
        if inspection.pk % silent_every:
            hands.answer(inspection)


def revisit(story: Story, shares: list[Share]) -> None:
    """What was answered is mended; what was silent gets a second notice."""
    for inspection in story.each("بازدید دوباره", _inspections(shares, Inspection.State.REPAIRING)):
        notice = inspection.notices.get(judged_at=None)
        if notice.done_at is None and notice.lapsed_at is None:
            continue
        mended = notice.done_at is not None
        inspection = hands.revisit(inspection, mended=mended)
        if not mended and notice.turn == 1:
            hands.notify(inspection, WEAK[inspection.pk % 3])


def end(story: Story, shares: list[Share]) -> None:
    for inspection in story.each("تأیید نهایی بازرس", _inspections(shares, Inspection.State.VISITED)):
        hands.end(inspection)


def inspect(story: Story, cycle: Cycle, shares: list[Share]) -> None:
    """A short way through S5 and S6 without defects: the earlier cycle."""
    assign(story, shares)
    for inspection in story.each("بازدیدها", _inspections(shares, Inspection.State.ASSIGNED)):
        hands.visit(inspection, 4 if inspection.pk % 2 else 3, story.chance)
    end(story, shares)


def _inspections(shares: list[Share], state: str) -> list[Inspection]:
    wanted = Inspection.objects.filter(application__share__in=shares, state=state)
    return list(wanted.select_related("application__workshop", "application__cycle").order_by("pk"))

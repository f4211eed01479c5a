"""S1 to S4 of the played story: cycle, quotas, workbooks, screening, selection, inspectors."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from kargah import clock
from kargah.applications.models import Application
from kargah.applications.order import selection_order
from kargah.cycles.models import Cycle, Share
from kargah.demo import hands, offices
from kargah.demo.examples import Example
from kargah.demo.story import Story
from kargah.guideline.queries import in_force
from kargah.jalali import calendar
from kargah.places.models import Province
from kargah.process.batches import BadRows, import_requests
from kargah.process.engine import perform


def plan(story: Story, title: str, quotas: dict[Province, int], *, takes_requests_for: int) -> Cycle:
    today = clock.today()
    cycle = perform(
        "plan_cycle",
        in_force(),
        by=story.staff.drawer,
        title=title,
        year=calendar.year_of(today),
        requests_close_on=today + timedelta(days=takes_requests_for),
    )
    for province, amount in story.each(f"سهمیه: {title}", quotas.items()):
        perform(
            "set_quota",
            cycle,
            by=story.staff.drawer,
            province=province,
            amount=amount,
            letter_number=f"{province.numeric_code}/س",
        )
    return cycle


def announce(story: Story, cycle: Cycle) -> Cycle:
    return perform("announce_quotas", cycle, by=story.staff.director)


def take_requests(story: Story, cycle: Cycle) -> None:
    """Each province hands in its workbook; the refused sheet first, then its mended twin."""
    for example in story.each("درخواست‌ها از کاربرگ استان‌ها", story.examples, at_once=False):
        share = cycle.shares.get(province=example.province)
        if example.mistaken:
            _refused(story, example, share)
        import_requests(share, _upload(example.file.read_bytes()), by=story.staff.expert(example.province))


def _refused(story: Story, example: Example, share: Share) -> None:
    assert example.mistaken is not None
    try:
        import_requests(
            share, _upload(example.mistaken.read_bytes()), by=story.staff.expert(example.province)
        )
    except BadRows as refusal:
        story.refused_cells[example.mistaken.name] = [str(finding) for finding in refusal.findings]
    else:
        raise AssertionError(f"{example.mistaken.name} was taken")


def _upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("requests.xlsx", data)


def screen(story: Story, shares: list[Share], *, leave: int = 0) -> None:
    """Every registered request, but for the last `leave` of each share."""
    for share in story.each("بررسی درخواست‌ها", shares):
        waiting = offices.cases_in(share, Application.State.REGISTERED)
        for case in waiting[: len(waiting) - leave]:
            case = hands.screen(case, story.staff, story.chance)
            if case.state == Application.State.DECLINED:
                story.refusals["شرط ۲: سابقهٔ مجوز"] += 1


def select(story: Story, shares: list[Share], *, keep_free: int = 0) -> None:
    """The order is frozen, places are given in it, the rest wait."""
    for share in story.each("اولویت‌بندی و برگزیدن", shares):
        expert = story.staff.expert(share.province)
        share = perform("open_selection", share, by=expert)
        order = selection_order(share)
        for case in order[: max(0, share.free - keep_free)]:
            perform("select", case, by=expert)
        for case in order[share.free :]:
            perform("waitlist", case, by=expert)


def introduce_inspectors(story: Story, shares: list[Share]) -> None:
    """Two a province; HQ accepts the first, and for the second the days of silence pass."""
    for share in story.each("معرفی بازرسان", shares):
        first, second = story.staff.inspectors(share.province)
        nomination = hands.nominate(share, first, story.staff, days=420)
        perform("accept_inspector", nomination, by=story.staff.reviewer)
        hands.nominate(share, second, story.staff, days=420)


def refuse_one(story: Story, share: Share) -> None:
    """HQ refuses an inspector with a reason; the province names them again with a new one."""
    inspector = story.staff.inspectors(share.province)[1]
    nomination = hands.nominate(share, inspector, story.staff, days=420)
    reason = "گواهی آموزش رشته پیوست نیست"
    perform("refuse_inspector", nomination, by=story.staff.reviewer, reason=reason)
    hands.nominate(share, inspector, story.staff, days=420)

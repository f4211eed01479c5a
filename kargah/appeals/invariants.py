"""What is true of every appeal at every moment."""

from kargah import clock
from kargah.journal import book

from .models import Appeal
from .rules import who_took_part

State = Appeal.State
DECIDED = (State.UPHELD, State.REJECTED)


def a_member_of_the_panel_decided_each_appeal() -> list[str]:
    return [
        f"appeal {appeal.pk}"
        for appeal in Appeal.objects.filter(state__in=DECIDED).prefetch_related("panel")
        if appeal.decided_by_id not in {member.pk for member in appeal.panel.all()}
    ]


def an_appeal_is_decided_by_people_who_took_no_part() -> list[str]:
    """As it was when the panel was named: later its members may take part in what follows."""
    wrong = []
    for appeal in (
        Appeal.objects.filter(panel__isnull=False).distinct().select_related("application__workshop")
    ):
        named = book.about(appeal).filter(move="name_panel").first()
        if named is None or appeal.panel_ids & who_took_part(appeal, before=named.seq):
            wrong.append(f"appeal {appeal.pk}")
    return wrong


def an_upheld_appeal_names_its_correction() -> list[str]:
    return [
        f"appeal {pk}"
        for pk in Appeal.objects.filter(state=State.UPHELD, correction="").values_list("pk", flat=True)
    ]


def an_appeal_is_lodged_after_its_day() -> list[str]:
    return [
        f"appeal {appeal.pk}"
        for appeal in Appeal.objects.all()
        if clock.day_of(appeal.lodged_at) < appeal.learned_on
    ]


CHECKS = {
    check.__name__: check
    for check in (
        a_member_of_the_panel_decided_each_appeal,
        an_appeal_is_decided_by_people_who_took_no_part,
        an_upheld_appeal_names_its_correction,
        an_appeal_is_lodged_after_its_day,
    )
}

"""Forbidden writes: those that are found by trying, and those that are told one by one."""

import json
import re
from datetime import timedelta

from django.db import connection, models
from django.db.models import F

from kargah import clock
from kargah.cycles.models import Cycle, QuotaEntry, Share
from kargah.journal.models import Entry, Head

MOST_ROWS = 10
_mentioned = re.compile(r'NEW\."?(\w+)"?')


def attacks_on(guard, model):
    """Writes of the guard's event on its table, each a function without arguments, the likeliest first."""
    rows = _various(model)
    if told := ATTACKS.get(guard.name):
        yield from (lambda row=row: told(model, row) for row in rows)
    elif guard.event == "delete":
        yield from (lambda row=row: _remove(model, row) for row in rows)
    elif guard.event == "truncate":
        yield lambda: _execute(f'TRUNCATE "{guard.table}" CASCADE')
    else:
        write = _again if guard.event == "insert" else _change
        for more in _changes(guard, model):
            yield from (lambda row=row, more=more: write(model, row, more) for row in rows)


def _changes(guard, model):
    """What is written into the row: columns of which the guard speaks, alone; any column when it speaks of none."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    columns = [
        name for name in dict.fromkeys(_mentioned.findall(guard.when)) if name in fields and name != "version"
    ]
    if guard.event == "insert":
        yield {}
    if "state" in columns:
        yield from ({"state": state} for state in model.State.values)
    for column in [name for name in columns if name not in ("state", "id")] or [
        model._meta.concrete_fields[-1].column
    ]:
        yield from ({column: value} for value in _values(fields[column]))
    if "version" in _mentioned.findall(guard.when):
        yield from ({"version": version} for version in (0, 1, 77))


def _various(model):
    """A few rows that differ in what matters: their state or kind, else by place in the table."""
    rows = list(model._base_manager.order_by("pk"))
    kinds = {}
    for row in rows:
        kinds.setdefault(tuple(str(getattr(row, name, "")) for name in ("state", "kind", "left")), []).append(
            row
        )
    chosen = [group[0] for group in kinds.values()] + [group[-1] for group in kinds.values()]
    chosen += rows[:: max(1, len(rows) // MOST_ROWS)] + rows[-2:]
    return list({row.pk: row for row in chosen}.values())


def _values(field):
    """Values that a column of this kind can hold."""
    nothing = [None] if field.null else []
    if field.is_relation:
        keys = field.related_model._base_manager.order_by("pk").values_list("pk", flat=True)
        return [*dict.fromkeys([*keys[:2], *keys.reverse()[:3]]), *nothing]
    if field.choices:
        return [value for value, _words in field.flatchoices] + ([""] if field.blank else [])
    year = timedelta(days=400)
    match field:
        case models.JSONField():
            return [json.dumps({"x": 1})]
        case models.BooleanField():
            return [True, False]
        case models.DateTimeField():
            return [clock.now() - year, clock.now() + year, *nothing]
        case models.DateField():
            return [clock.today() - year, clock.today() + year, *nothing]
        case models.IntegerField():
            return [0, 1, 3, 77, *nothing]
        case models.BinaryField():
            return [b"x", *nothing]
        case _:
            return ["x", "", *nothing]


def _change(model, row, more):
    """One row, raw; a change of state counts its version."""
    if "state" in more:
        more = more | {"version": row.version + (more["state"] != row.state)}
    sets = ", ".join(f'"{column}" = %s' for column in more)
    where = f'WHERE "{model._meta.pk.column}" = %s'
    _execute(f'UPDATE "{model._meta.db_table}" SET {sets} {where}', [*more.values(), row.pk])


def _remove(model, row):
    _execute(f'DELETE FROM "{model._meta.db_table}" WHERE "{model._meta.pk.column}" = %s', [row.pk])


def _again(model, row, more):
    """The row is taken away (the guards against that are laid off) and written again, other than it was."""
    _remove(model, row)
    values = {
        field.column: field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in model._meta.concrete_fields
        if not field.generated
    }
    if "state" in values:
        values |= {"state": model._meta.get_field("state").default, "version": 0}
    values |= more
    names, places = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
    _execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', [*values.values()])


def _execute(sql, given=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, list(given))


def _into_a_new_cycle(model, share):
    """A cycle without shares takes this one."""
    cycle = Cycle.objects.order_by("pk").last()
    cycle.pk, cycle.public_id, cycle.title, cycle.state, cycle.version = None, "zz", "بی‌سهم", "planned", 0
    cycle.save()
    _change(model, share, {"cycle_id": cycle.pk})


def _a_third_notice(model, notice):
    notice.pk, notice.turn = None, 3
    notice.save(force_insert=True)


def _judged_by_its_panel(model, appeal):
    _change(
        model,
        appeal,
        {"state": "upheld", "correction": "", "decided_by_id": next(iter(appeal.panel_ids), None)},
    )


def _before_the_last(model, entry):
    head = Head.objects.get()
    entry = Entry.objects.get(seq=head.seq)
    entry.seq, entry.prev, entry.hash, entry.at = (
        head.seq + 1,
        head.hash,
        "f" * 64,
        head.at - timedelta(days=1),
    )
    entry.save(force_insert=True)


def _agreed_after_the_answer(model, line):
    _change(
        model,
        line,
        {
            "state": "agreed",
            "agreed_hash": line.content_hash,
            "agreed_turn": 1,
            "opinion_by_id": line.opinion_by_id or 1,
        },
    )


def _held_twice(model, entry):
    model.objects.create(
        share=_share_with_a_place(), kind="held", amount=1, case=_who_holds(_share_with_a_place())
    )


def _freed_by_another(model, entry):
    model.objects.create(share=_share_with_a_place(), kind="freed", amount=1, case="nobody")


def _share_with_a_place():
    here = Share.objects.filter(state="selecting", held__gt=0, allotted__gt=F("held") + F("spent"))
    return here.order_by("pk").first()


def _who_holds(share):
    return share.entries.filter(kind="held").order_by("-pk").first().case


def _away_with_the_place(model, case):
    held = set(QuotaEntry.objects.filter(kind="held").values_list("case", flat=True))
    left = set(QuotaEntry.objects.filter(kind__in=("freed", "spent")).values_list("case", flat=True))
    holder = model.objects.filter(state="selected", public_id__in=held - left).order_by("pk").first()
    _change(model, holder, {"state": "waitlisted"})


def _certified_before_the_deputy_signed(model, line):
    agreed = model.objects.filter(state="agreed", candidate_list__state="sent").order_by("pk").first()
    _change(model, agreed, {"state": "certified"})


ATTACKS = {
    "whoever_leaves_the_selection_gives_the_place_back": _away_with_the_place,
    "nothing_is_certified_without_the_provinces_word": _certified_before_the_deputy_signed,
    "a_place_is_held_by_one_case_and_once": _held_twice,
    "a_place_is_freed_or_spent_by_its_holder": _freed_by_another,
    "cycles_share_is_frozen": _into_a_new_cycle,
    "at_most_two_notices_are_given": _a_third_notice,
    "an_upheld_appeal_orders_something": _judged_by_its_panel,
    "an_entry_is_not_before_the_last": _before_the_last,
    "an_opinion_on_a_line_is_given_while_the_list_waits": _agreed_after_the_answer,
}

# Where two guards stand before one door, the second one is opened to see the first one close it.
BESIDE = {
    "a_certificate_is_issued_by_another_person": ("a_certificate_rests_on_its_chain",),
    "a_criterion_stands_in_its_own_guideline_at_insert": ("no_criterion_joins_a_published_guideline",),
    "at_most_two_notices_are_given": ("a_notice_follows_the_one_before", "a_notice_follows_the_visit"),
    "a_notice_follows_the_one_before": ("a_notice_follows_the_visit",),
    "a_notice_follows_the_visit": ("a_notice_follows_the_one_before",),
    "certificates_certificate_starts_at_the_start": (
        "the_register_has_no_gap",
        "a_certificate_rests_on_its_chain",
    ),
    "no_answer_comes_beneath_a_sent_report": ("an_answer_is_given_while_the_sheet_is_open",),
    "no_answer_goes_beneath_a_sent_report": ("inspections_answer_is_never_deleted",),
    "no_photo_comes_beneath_a_sent_report": ("a_photo_is_added_before_the_visit_is_finished",),
    "no_photo_goes_beneath_a_sent_report": ("inspections_photo_is_never_deleted",),
    "no_total_changes_beneath_a_sent_report": ("a_total_changes_with_a_returned_line_alone",),
    "reports_reportline_follows_the_chart": ("a_line_is_judged_at_headquarters_only",),
    "the_next_inspector_keeps_distance": ("an_inspection_is_given_on_to_an_accepted_inspector",),
    "the_register_has_no_gap": ("a_certificate_rests_on_its_chain",),
}

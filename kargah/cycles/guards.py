"""What the database itself refuses: quotas move by the ledger alone, and a planned cycle keeps its law."""

from kargah.guards import Effect, Guard, append_only, frozen_columns

from .ledger import SIGNS

CYCLE, SHARE, ENTRY = "cycles_cycle", "cycles_share", "cycles_quotaentry"
COUNTERS = ("allotted", "held", "spent")


def _signed(counter: str, row: str) -> str:
    """CASE … END: by how much a line of the ledger moves this counter."""
    moved = [(kind, signs[counter]) for kind, signs in SIGNS.items() if counter in signs]
    branches = " ".join(f"WHEN '{kind}' THEN {'-' if sign < 0 else ''}{row}.amount" for kind, sign in moved)
    return f"CASE {row}.kind {branches} ELSE 0 END"


def _sum(counter: str) -> str:
    return f"(SELECT COALESCE(SUM({_signed(counter, 'e')}), 0) FROM {ENTRY} e WHERE e.share_id = NEW.id)"  # noqa: S608


_HOLDING = (
    "(SELECT COALESCE(SUM(CASE e.kind WHEN 'held' THEN e.amount WHEN 'freed' THEN -e.amount"  # noqa: S608
    f" WHEN 'spent' THEN -e.amount ELSE 0 END), 0) FROM {ENTRY} e"
    ' WHERE e.share_id = NEW.share_id AND e."case" = NEW."case")'
)
_SPENT = (
    f"EXISTS (SELECT 1 FROM {ENTRY} e WHERE e.share_id = NEW.share_id"  # noqa: S608
    ' AND e."case" = NEW."case" AND e.kind = \'spent\')'
)

GUARDS = (
    *append_only(ENTRY),
    Effect(
        "the_ledger_moves_the_counters",
        ENTRY,
        "insert",
        f"UPDATE {SHARE} SET "  # noqa: S608
        + ", ".join(f"{counter} = {counter} + {_signed(counter, 'NEW')}" for counter in COUNTERS)
        + " WHERE id = NEW.share_id",
    ),
    Guard(
        "the_counters_are_the_sums_of_the_ledger",
        SHARE,
        "update",
        " OR ".join(f"NEW.{counter} <> {_sum(counter)}" for counter in COUNTERS),
        "a quota moves by its ledger alone",
        of=COUNTERS,
    ),
    Guard(
        "a_share_begins_empty",
        SHARE,
        "insert",
        " OR ".join(f"NEW.{counter} <> 0" for counter in COUNTERS),
        "a quota moves by its ledger alone",
    ),
    Guard(
        "a_place_is_held_in_a_share_that_is_selecting",
        ENTRY,
        "insert",
        f"NEW.kind = 'held' AND (SELECT s.state FROM {SHARE} s WHERE s.id = NEW.share_id) <> 'selecting'",  # noqa: S608
        "the province does not select yet",
    ),
    Guard(
        "a_place_is_held_by_one_case_and_once",
        ENTRY,
        "insert",
        f"NEW.kind = 'held' AND (NEW.amount <> 1 OR NEW.\"case\" = '' OR {_HOLDING} > 0 OR {_SPENT})",
        "this case has its place already",
    ),
    Guard(
        "a_place_is_freed_or_spent_by_its_holder",
        ENTRY,
        "insert",
        f"NEW.kind IN ('freed', 'spent') AND (NEW.amount <> 1 OR NEW.\"case\" = '' OR {_HOLDING} < 1)",
        "this case holds no place",
    ),
    frozen_columns(
        CYCLE,
        ("parameters", "seed", "guideline_id", "year", "planned_by_id"),
        says="what a cycle was planned with does not change",
    ),
    frozen_columns(
        CYCLE,
        ("requests_close_on", "title"),
        "OLD.state <> 'planned'",
        name="an_announced_cycle_keeps_its_title_and_day",
        says="what was announced does not change",
    ),
    Guard("a_cycle_stays", CYCLE, "delete", "{true}", "a cycle is not deleted"),
    frozen_columns(SHARE, ("cycle_id", "province_id"), says="a share belongs to its cycle and province"),
    frozen_columns(
        SHARE,
        ("order_hash", "order_frozen_at"),
        "OLD.order_hash <> ''",
        name="a_frozen_order_keeps_its_hash",
        says="the priority order is frozen",
    ),
    Guard("a_share_stays", SHARE, "delete", "{true}", "a share is not deleted"),
)

"""What the database itself refuses about requests."""

from kargah.guards import Guard, append_only, frozen_columns

CASE, ENTRY = "applications_application", "cycles_quotaentry"
OPEN_TO_CHANGE = "('draft', 'completion_asked')"

_HOLDS = (
    "(SELECT COALESCE(SUM(CASE e.kind WHEN 'held' THEN e.amount WHEN 'freed' THEN -e.amount"  # noqa: S608
    f" WHEN 'spent' THEN -e.amount ELSE 0 END), 0) FROM {ENTRY} e"
    ' WHERE e.share_id = NEW.share_id AND e."case" = NEW.public_id)'
)


def _of_a_settled_case(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {CASE} a WHERE a.id = {row}.application_id"  # noqa: S608
        f" AND a.state NOT IN {OPEN_TO_CHANGE})"
    )


def _part_of_a_draft(table: str, noun: str) -> tuple[Guard, ...]:
    """Rows that belong to a request come, change and go only while it is a draft or being completed."""
    says = "the request was handed in"
    name = f"applications_{table}"
    return (
        Guard(f"no_{noun}_joins_a_settled_request", name, "insert", _of_a_settled_case("NEW"), says),
        Guard(f"no_{noun}_changes_in_a_settled_request", name, "update", _of_a_settled_case("OLD"), says),
        Guard(f"no_{noun}_leaves_a_settled_request", name, "delete", _of_a_settled_case("OLD"), says),
    )


GUARDS = (
    frozen_columns(
        CASE,
        ("public_id", "cycle_id", "share_id", "province_id", "workshop_id", "applicant_id", "craft_group_id",
         "channel", "entered_by_id"),
        says="a request stays what it was begun as",
    ),
    Guard(
        "a_request_stands_in_its_province_and_cycle",
        CASE,
        "insert",
        "NOT EXISTS (SELECT 1 FROM cycles_share s JOIN applications_workshop w ON w.id = NEW.workshop_id"
        " WHERE s.id = NEW.share_id AND s.cycle_id = NEW.cycle_id AND s.province_id = NEW.province_id"
        " AND w.province_id = NEW.province_id AND w.owner_id = NEW.applicant_id)",
        "share, province, workshop and applicant do not belong together",
    ),
    frozen_columns(
        CASE,
        ("registered_at", "tracking_code", "waited_cycles"),
        "OLD.registered_at IS NOT NULL",
        name="a_request_keeps_its_instant_and_code",
        says="the instant of registration and the tracking code stay",
    ),
    frozen_columns(
        CASE,
        ("first_licensed_on", "women", "men", "national_seal", "takes_orders", "order_capacity",
         "lead_time_days", "letter_number", "letter_date", "letter_scan_id"),
        f"OLD.state NOT IN {OPEN_TO_CHANGE}",
        name="a_request_keeps_what_was_handed_in",
        says="the request was handed in",
    ),
    frozen_columns(
        CASE,
        ("order_place", "priority_points", "priority_parts"),
        "OLD.order_place IS NOT NULL",
        name="a_frozen_place_stays",
        says="the priority order is frozen",
    ),
    Guard(
        "a_place_in_the_order_is_given_while_it_is_frozen",
        CASE,
        "update",
        "NEW.order_place IS NOT NULL AND OLD.order_place IS NULL AND"
        " (OLD.state <> 'eligible' OR"
        " (SELECT s.state FROM cycles_share s WHERE s.id = NEW.share_id) <> 'collecting')",
        "the priority order is frozen",
        of=("order_place",),
    ),
    Guard(
        "a_selected_case_holds_its_place",
        CASE,
        "update",
        f"NEW.state = 'selected' AND OLD.state <> 'selected' AND {_HOLDS} < 1",
        "no place of the quota is held for it",
        of=("state",),
    ),
    Guard(
        "whoever_leaves_the_selection_gives_the_place_back",
        CASE,
        "update",
        f"OLD.state = 'selected' AND NEW.state <> 'selected' AND {_HOLDS} > 0",
        "its place of the quota is still held",
        of=("state",),
    ),
    Guard("a_request_stays", CASE, "delete", "{true}", "a request is not deleted"),
    *_part_of_a_draft("product", "product"),
    *_part_of_a_draft("application_craft_fields", "craft_field"),
    *_part_of_a_draft("attachment", "attachment"),
    *append_only("applications_conditiondecision"),
    *append_only("applications_consent"),
    *append_only("applications_decline"),
    *append_only("applications_release"),
    *append_only("applications_withdrawal"),
    frozen_columns(
        "applications_completionrequest",
        ("application_id", "turn", "items", "asked_by_id", "asked_at", "due_on"),
        says="what was asked stays as it was asked",
    ),
    Guard("a_completion_request_stays", "applications_completionrequest", "delete", "{true}", "it is not deleted"),
    frozen_columns(
        "applications_duplicate",
        ("application_id", "other_id", "signs", "verdict", "decided_by_id", "decided_at"),
        "(SELECT a.state FROM applications_application a WHERE a.id = OLD.application_id)"
        " NOT IN ('registered', 'completion_asked')",
        name="a_duplicate_is_decided_at_the_screening",
        says="the screening is over",
    ),
    frozen_columns(
        "applications_mark",
        ("application_id", "province_id", "kind", "reason", "raised_by_id", "raised_at"),
        says="a mark stays as it was raised",
    ),
    Guard("a_mark_stays", "applications_mark", "delete", "{true}", "a mark is not deleted"),
)  # fmt: skip

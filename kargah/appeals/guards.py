"""What the database itself refuses: an appeal decided by somebody outside its panel, or told otherwise later."""

from kargah.guards import Guard, frozen_columns

APPEAL, PANEL = "appeals_appeal", "appeals_appeal_panel"
ENDED = "OLD.state IN ('upheld', 'rejected', 'withdrawn')"
_ON_THE_PANEL = (
    f"EXISTS (SELECT 1 FROM {PANEL} p WHERE p.appeal_id = NEW.id AND p.user_id = NEW.decided_by_id)"  # noqa: S608
)

GUARDS = (
    frozen_columns(
        APPEAL,
        (
            "public_id",
            "application_id",
            "province_id",
            "against",
            "learned_on",
            "text",
            "evidence_id",
            "lodged_at",
        ),
        says="what was appealed stays as it was written",
    ),
    frozen_columns(
        APPEAL,
        ("correction", "decision", "decided_by_id", "decided_at", "panel_named_by_id"),
        ENDED,
        name="a_decided_appeal_is_frozen",
        says="the answer to an appeal does not change",
    ),
    Guard(
        "an_appeal_is_decided_by_its_panel",
        APPEAL,
        "update",
        f"NEW.state IN ('upheld', 'rejected') AND NOT {_ON_THE_PANEL}",
        "only a member of the panel decides an appeal",
        of=("state",),
    ),
    Guard(
        "an_upheld_appeal_orders_something",
        APPEAL,
        "update",
        "NEW.state = 'upheld' AND NEW.correction = ''",
        "an upheld appeal names its correction",
        of=("state",),
    ),
    Guard(
        "a_panel_is_named_while_the_appeal_waits",
        PANEL,
        "insert",
        f"(SELECT a.state FROM {APPEAL} a WHERE a.id = NEW.appeal_id) <> 'lodged'",  # noqa: S608
        "the panel is named once",
    ),
    Guard(
        "a_panel_stays_as_it_was_named",
        PANEL,
        "delete",
        f"(SELECT a.state FROM {APPEAL} a WHERE a.id = OLD.appeal_id) <> 'lodged'",  # noqa: S608
        "the panel is named once",
    ),
    Guard(f"{APPEAL}_is_never_deleted", APPEAL, "delete", "{true}", "an appeal is not deleted"),
)

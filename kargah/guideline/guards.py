"""What the database itself refuses: a published guideline stays as it was published."""

from kargah.guards import Guard, frozen_columns

GUIDELINE, AXIS, CRITERION = "guideline_guideline", "guideline_axis", "guideline_criterion"


def _settled(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM {GUIDELINE} g WHERE g.id = {row}.guideline_id AND g.state <> 'draft')"  # noqa: S608


def _parent(row: str) -> str:
    return f"{GUIDELINE} WHERE id = {row}.guideline_id"


def _frozen(table: str, noun: str) -> tuple[Guard, ...]:
    says = "a published guideline does not change any more"
    return (
        Guard(
            f"no_{noun}_joins_a_published_guideline",
            table,
            "insert",
            _settled("NEW"),
            says,
            (_parent("NEW"),),
        ),
        Guard(
            f"no_{noun}_changes_in_a_published_guideline",
            table,
            "update",
            f"{_settled('OLD')} OR {_settled('NEW')}",
            says,
            (_parent("OLD"), _parent("NEW")),
        ),
        Guard(
            f"no_{noun}_leaves_a_published_guideline",
            table,
            "delete",
            _settled("OLD"),
            says,
            (_parent("OLD"),),
        ),
    )


def _astray(event: str) -> Guard:
    return Guard(
        f"a_criterion_stands_in_its_own_guideline_at_{event}",
        CRITERION,
        "insert" if event == "insert" else "update",
        f"NOT EXISTS (SELECT 1 FROM {AXIS} a WHERE a.id = NEW.axis_id AND a.guideline_id = NEW.guideline_id)",  # noqa: S608
        "the axis belongs to another guideline",
    )


GUARDS = [
    *_frozen(AXIS, "axis"),
    *_frozen(CRITERION, "criterion"),
    _astray("insert"),
    _astray("update"),
    frozen_columns(
        GUIDELINE,
        ("number", "title", "parameters"),
        "OLD.state <> 'draft'",
        says="a published guideline does not change any more",
    ),
    frozen_columns(
        GUIDELINE,
        ("published_on",),
        "OLD.published_on IS NOT NULL",
        name="a_guideline_keeps_the_day_of_its_publication",
        says="the day of publication is settled",
    ),
    Guard(
        "a_published_guideline_stays",
        GUIDELINE,
        "delete",
        "OLD.state <> 'draft'",
        "a published guideline is not deleted",
    ),
]

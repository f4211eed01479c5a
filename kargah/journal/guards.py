"""What the database itself keeps of the book."""

from kargah.guards import Guard, append_only

_HEAD = "journal_head WHERE id = 1"
_HEAD_HAS_MOVED_ON = "NEW.entry_id <= (SELECT seq FROM journal_head WHERE id = 1)"

GUARDS = (
    *append_only("journal_entry"),
    *append_only("journal_entrycase"),
    Guard(
        "an_entry_follows_the_last",
        "journal_entry",
        "insert",
        "NOT EXISTS (SELECT 1 FROM journal_head WHERE id = 1 AND NEW.seq = seq + 1 AND NEW.prev = hash)",
        "an entry takes the next number and the hash of the one before it",
        parents=(_HEAD,),
    ),
    Guard(
        "an_entry_is_not_before_the_last",
        "journal_entry",
        "insert",
        "NEW.at < (SELECT at FROM journal_head WHERE id = 1)",
        "the hours of the book never run backwards",
        parents=(_HEAD,),
    ),
    Guard(
        "cases_come_with_their_entry",
        "journal_entrycase",
        "insert",
        _HEAD_HAS_MOVED_ON,
        "a case is not added to an entry later",
    ),
    Guard(
        "a_reason_comes_with_its_entry",
        "journal_words",
        "insert",
        _HEAD_HAS_MOVED_ON,
        "a reason is not added to an entry later",
    ),
    Guard(
        "a_reason_is_not_reworded",
        "journal_words",
        "update",
        "{true}",
        "a reason stays as written, or is erased",
    ),
    Guard(
        "the_head_starts_at_nothing",
        "journal_head",
        "insert",
        # Where a head is there already, the primary key answers: two first writers may both try.
        "NEW.seq <> 0 OR (EXISTS (SELECT 1 FROM journal_entry) AND NOT EXISTS (SELECT 1 FROM journal_head))",
        "the head is made once, before the first entry",
    ),
    Guard(
        "the_head_follows_the_entries",
        "journal_head",
        "update",
        "NEW.seq <> OLD.seq + 1 OR NOT EXISTS"
        " (SELECT 1 FROM journal_entry e WHERE e.seq = NEW.seq AND e.hash = NEW.hash AND e.at = NEW.at)",
        "the head moves to the entry just written",
    ),
    Guard("the_head_stays", "journal_head", "delete", "{true}", "the head is not deleted"),
    Guard("the_head_is_not_emptied", "journal_head", "truncate", "{true}", "the head is not emptied"),
)

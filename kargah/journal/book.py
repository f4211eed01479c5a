"""Write into the book, read from it, and prove it whole."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import UTC, date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kargah import clock, rows
from kargah.crashpoints import crashpoint
from kargah.inputs import as_json
from kargah.journal import merkle
from kargah.journal.models import GENESIS, Entry, EntryCase, Head, Words, salt
from kargah.refusal import Refused

STRAY = timedelta(minutes=2)  # how far behind the book a machine's clock may be before it is refused
ACCESS = "access:"  # begins the names of entries that tell who saw, not who changed
HASHED = [
    "seq",
    "by_id",
    "move",
    "subject_kind",
    "subject_id",
    "source",
    "target",
    "inputs",
    "words",
    "shown",
    "cause",
    "root",
    "prev",
]


def write(
    move: str,
    subject: Model,
    *,
    by: Any,
    source: str = "",
    target: str = "",
    inputs: str = "",
    words: str = "",
    shown: str = "",
    cause: "int | Entry | None" = None,
    root: str = "",
    cases: Iterable[int] = (),
) -> Entry:
    """Append one entry inside the caller's transaction; call it after every other lock is taken.

    `by` is a user, or None for the clock.  `inputs`, `shown` and `root` are hex digests.  `words` is the
    reason itself: it goes into a row of its own and only its salted digest into the entry.  `cause` is the
    entry that this one follows.  `cases` are keys of applications.  Raises Refused when the machine's clock
    is more than two minutes behind the last entry.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An entry is written in the transaction of what it tells.")
    head = _locked_head()
    cases = list(dict.fromkeys(cases))
    grain = salt() if words else ""
    entry = Entry(
        seq=head.seq + 1,
        at=_hour_after(head),
        by_id=getattr(by, "pk", None),
        move=move,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        case_id=cases[0] if cases else None,
        source=source or "",
        target=target or "",
        inputs=inputs,
        words=words_digest(grain, words) if words else "",
        shown=shown,
        cause=getattr(cause, "seq", cause),
        root=root,
        prev=head.hash,
    )
    entry.hash = entry_hash(entry, cases)
    crashpoint("book.head_locked")
    rows.insert(entry)
    crashpoint("book.entry")
    if cases[1:]:
        EntryCase.objects.bulk_create(EntryCase(entry=entry, case_id=case) for case in cases[1:])
    if words:
        Words.objects.create(entry=entry, salt=grain, text=words)
    crashpoint("book.words")
    rows.change(head, {}, seq=entry.seq, hash=entry.hash, at=entry.at)
    crashpoint("book.head_moved")
    return entry


def write_edit(
    subject: Model,
    *,
    by: Any,
    what: str,
    before: dict[str, Any],
    after: dict[str, Any],
    cases: Iterable[int] = (),
) -> Entry:
    """Append a correction. Old and new values enter as one keyed digest: short values cannot be guessed from it."""
    state = getattr(subject, "state", "")
    return write(
        f"edit:{what}",
        subject,
        by=by,
        source=state,
        target=state,
        inputs=edit_digest(before, after),
        cases=cases,
    )


def write_access(what: str, subject: Model, *, by: Any, told: str = "", cases: Iterable[int] = ()) -> Entry:
    """Append that personal data were looked up, read in bulk or taken along. `told` is a hex digest of which."""
    state = getattr(subject, "state", "")
    return write(f"{ACCESS}{what}", subject, by=by, source=state, target=state, inputs=told, cases=cases)


def write_batch(subject: Model, *, by: Any, what: str, lines: Sequence[Entry]) -> Entry:
    """Append that these entries were made together, by one press: the root of their hashes stands over all of them.

    Each of them stays the entry of its own change. The words name them by their numbers, so that `verify` finds them.
    """
    return write(
        "batch",
        subject,
        by=by,
        words=f"{what}: {' '.join(str(line.seq) for line in lines)}",
        root=_root_of(line.hash for line in lines),
    )


def _root_of(hashes: Iterable[str]) -> str:
    return merkle.root([bytes.fromhex(one) for one in hashes])


def _lines_of(words: str) -> list[str]:
    """The hashes of the entries that the words of a batch name, in their order."""
    numbers = [int(one) for one in words.rpartition(":")[2].split()]
    found = dict(Entry.objects.filter(seq__in=numbers).values_list("seq", "hash"))
    return [found[number] for number in numbers if number in found]


def erase_words(entry: Entry, *, by: Any) -> Entry:
    """Erase the reason given with `entry`, and write that it was erased. The chain stays whole."""
    Words.objects.filter(entry=entry).delete()
    return write("erase_words", entry, by=by, cause=entry, cases=entry.case_ids())


def read(case: Any) -> QuerySet[Entry]:
    """All that happened in a case (an application or its key), the oldest first."""
    key = getattr(case, "pk", case)
    more = EntryCase.objects.filter(case_id=key).values("entry_id")
    return Entry.objects.filter(Q(case_id=key) | Q(seq__in=more)).order_by("seq")


def about(subject: Model) -> QuerySet[Entry]:
    """All entries whose subject is this row, the oldest first."""
    return Entry.objects.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk).order_by("seq")


def found(
    *,
    move: str = "",
    by: str = "",
    kind: str = "",
    case: int | None = None,
    before: int = 0,
    accesses: bool = False,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """Entries, the newest first: of a move or correction, a person's user or family name, a kind of row, a case.

    With `accesses` only who saw or took along personal data; `since` and `until` are days in Tehran, both included.
    """
    seen = Entry.objects.select_related("by", "reason").order_by("-seq")
    if case is not None:
        seen = seen.filter(seq__in=read(case).values("seq"))
    if move:
        seen = seen.filter(move=move)
    if since:
        seen = seen.filter(at__gte=clock.end_of(since - timedelta(days=1)))
    if until:
        seen = seen.filter(at__lt=clock.end_of(until))
    if accesses:
        seen = seen.filter(move__startswith=ACCESS)
    if kind:
        seen = seen.filter(subject_kind=kind)
    if by:
        seen = seen.filter(Q(by__username=by) | Q(by__last_name__contains=by))
    return seen.filter(seq__lt=before) if before else seen


def newest_hash() -> str:
    """The hash of the last entry: as long as it is the same, nothing has happened. Empty before the first one."""
    return Head.objects.filter(pk=1, seq__gt=0).values_list("hash", flat=True).first() or ""


def entries() -> Iterable[Entry]:
    """The whole book from the first entry, with what `verify` needs, a chunk at a time."""
    return Entry.objects.order_by("seq").prefetch_related("more_cases", "reason").iterator(chunk_size=500)


def verify(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Every place where the chain breaks, as {"seq": number, "what": words}; an empty list for a whole book."""
    breaks, seq, prev, at = [], 0, GENESIS, None
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            breaks.append({"seq": entry.seq, "what": f"number {seq} was expected"})
        if entry.prev != prev:
            breaks.append({"seq": entry.seq, "what": "it does not hold the hash of the entry before it"})
        if entry.hash != entry_hash(entry, entry.case_ids()):
            breaks.append({"seq": entry.seq, "what": "its content does not match its hash"})
        if at and entry.at < at:
            breaks.append({"seq": entry.seq, "what": "it is older than the entry before it"})
        reason = getattr(entry, "reason", None)
        if reason and words_digest(reason.salt, reason.text) != entry.words:
            breaks.append({"seq": entry.seq, "what": "its reason does not match its digest"})
        if entry.root and reason and _root_of(_lines_of(reason.text)) != entry.root:
            breaks.append({"seq": entry.seq, "what": "its root does not cover the entries that it names"})
        seq, prev, at = entry.seq, entry.hash, entry.at
    return breaks


def entry_hash(entry: Entry, cases: Sequence[int]) -> str:
    """Hex SHA-256 over the canonical JSON of everything that an entry says."""
    facts = {name: getattr(entry, name) for name in HASHED}
    facts["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    first, rest = [*cases][:1], [*cases][1:]
    facts["cases"] = first + sorted(rest)
    return hashlib.sha256(as_json(facts).encode()).hexdigest()


def words_digest(grain: str, text: str) -> str:
    return hashlib.sha256((grain + text).encode()).hexdigest()


def edit_digest(before: dict[str, Any], after: dict[str, Any]) -> str:
    """The digest under which an edit stands in the book: hex HMAC-SHA-256 over both values."""
    told = as_json({"before": before, "after": after}).encode()
    return hmac.new(settings.BLIND_KEY.encode(), told, hashlib.sha256).hexdigest()


def _locked_head() -> Head:
    try:
        return rows.locked(Head, 1)
    except Head.DoesNotExist:
        rows.insert(Head(), once=True)  # another writer may be first
        return rows.locked(Head, 1)


def _hour_after(head: Head) -> Any:
    now = clock.now()
    if head.at is None or now >= head.at:
        return now
    if head.at - now > STRAY:
        raise Refused(
            _("The clock of this machine is behind the journal. Nothing was saved; please tell the support.")
        )
    return head.at

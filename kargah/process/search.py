"""One question to the whole house: by name, number, code or personal identifier, within what the asker may see.

Whoever asks by a personal identifier stands in the journal: the auditor reads who looked whom up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from kargah import finding
from kargah.applications.models import Application, Workshop, WorkshopTail
from kargah.certificates.codes import typed as typed_code
from kargah.certificates.models import Certificate
from kargah.certificates.queries import number_as_filter
from kargah.journal import book
from kargah.people import crypto, throttle
from kargah.people.models import PersonTail, Role, User
from kargah.people.queries import roles_of, sees_everything
from kargah.persian import identity
from kargah.persian.letters import digits, text
from kargah.process.scope import rows
from kargah.registry import referrals
from kargah.registry.models import ReferralRow, ReferralTail

MOST = 20  # rows of a kind; whoever sees as many asks more exactly
FEWEST_TYPED, OFFERED = 3, 8  # characters before anything is offered, and how many rows then


@dataclass(frozen=True)
class Found:
    """What was found, each kind at most `MOST` rows; `cut` names the kinds that have more."""

    workshops: list[Workshop] = field(default_factory=list)
    cases: list[Application] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    people: list[User] = field(default_factory=list)
    referrals: list[ReferralRow] = field(default_factory=list)
    cut: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        kinds = (self.workshops, self.cases, self.certificates, self.people, self.referrals)
        return sum(len(kind) for kind in kinds)

    @property
    def nothing(self) -> bool:
        return not self.number


def is_personal(typed: str) -> bool:
    """Is it a national id, a mobile number, or another number by which one looks for a person?"""
    return bool(_identifiers(typed))


def look_up(typed: str, user: User) -> Found:
    """`search`, counted and written down when it goes by a personal identifier. Raises TooMany.

    Not inside a transaction. The book keeps a keyed digest of what was typed, never the number.
    """
    if not is_personal(typed):
        return search(typed, user)
    throttle.claim("search", account=user.public_id)
    found = search(typed, user)
    (name, number), *_rest = _identifiers(typed).items()
    with transaction.atomic():
        book.write_access(
            "look_up",
            user,
            by=user,
            told=crypto.keyed(f"{name}:{number}", "looked up"),
            cases=[case.pk for case in found.cases],
        )
    return found


def search(typed: str, user: User) -> Found:
    """Everything that `user` may see under what was typed."""
    typed = text(typed)
    if roles_of(user) == {Role.PARTNER_BODY}:
        return _of_what_was_given(typed, user)
    if identifiers := _identifiers(typed):
        return _of_a_person(identifiers, user)
    if exact := _of_a_code(typed, user):
        return exact
    return _of_a_name(typed, user)


def suggest(typed: str, user: User) -> Found:
    """The first rows of `search`, offered while somebody types. Nothing by a number without a letter or a slash.

    What is on its way to a national id or a telephone is looked for whole, counted and written down, or not at all.
    """
    typed = text(typed)
    may_be_a_person = is_personal(typed) or not any(one.isalpha() or one == "/" for one in typed)
    if len(typed) < FEWEST_TYPED or may_be_a_person:
        return Found()
    return _first_of(search(typed, user), OFFERED)


def _first_of(found: Found, number: int) -> Found:
    """At most so many rows altogether, the first of each kind before the second of any."""
    kinds: list[list[Any]] = [found.workshops, found.people, found.cases, found.certificates, found.referrals]
    turns = zip_longest(*([(place, row) for row in kind] for place, kind in enumerate(kinds)))
    first = [one for turn in turns for one in turn if one][:number]
    workshops, people, cases, certificates, referred = (
        [row for of, row in first if of == place] for place in range(len(kinds))
    )
    return Found(workshops, cases, certificates, people, referred)


def _of_what_was_given(typed: str, user: User) -> Found:
    """A body finds rows of its lists by what the lists say: a number it was not told cannot be tried out on them."""
    given = referrals.rows_given_to(user)
    by_number = number_as_filter(typed)
    exact = (
        Q(certificate__code=typed_code(typed))
        if by_number is None
        else Q(certificate__in=Certificate.objects.filter(by_number))
    )
    for condition in (exact, *finding.named(ReferralTail, typed)):
        if named := list(given.filter(condition)[: MOST + 1]):
            cut = frozenset({"referrals"} if len(named) > MOST else ())
            return Found(referrals=named[:MOST], cut=cut)
    return Found()


def _identifiers(typed: str) -> dict[str, str]:
    readings: dict[str, Callable[[Any], str | None]] = {
        "national_id": identity.national_id,
        "mobile": identity.mobile,
        "legal_id": identity.legal_id,
        "phone": _phone,
    }
    return {name: number for name, read in readings.items() if (number := read(typed))}


def _phone(typed: str) -> str | None:
    number = digits(typed).replace("-", "").replace(" ", "")
    return number if number.isascii() and number.isdigit() and 8 <= len(number) <= 11 else None


def _of_a_person(identifiers: dict[str, str], user: User) -> Found:
    who = Q(pk__in=[])
    if number := identifiers.get("national_id"):
        who |= Q(national_id_index=crypto.blind(number))
    if number := identifiers.get("mobile"):
        who |= Q(mobile=number)
    people = list(User.objects.filter(who)[:MOST])
    workshops = rows(Workshop, user).filter(
        Q(owner__in=people)
        | Q(phone=identifiers.get("phone", "-"))
        | Q(legal_id=identifiers.get("legal_id", "-"))
    )
    return _with_what_hangs_on(workshops, people, user)


def _of_a_code(typed: str, user: User) -> Found | None:
    """By tracking code, or by number or public code of a certificate."""
    cases = list(rows(Application, user).filter(tracking_code=digits(typed).replace(" ", "").upper())[:1])
    by_number = number_as_filter(typed)
    which = Q(code=typed_code(typed)) if by_number is None else by_number
    certificates = list(rows(Certificate, user).filter(which)[:1])
    if not cases and not certificates:
        return None
    keys = {case.workshop_id for case in (*cases, *certificates)}
    return Found(list(rows(Workshop, user).filter(pk__in=keys)), cases, certificates)


def _of_a_name(typed: str, user: User) -> Found:
    """By the name of a workshop or of its owner."""
    found = Found()
    for names, persons in zip(
        finding.named(WorkshopTail, typed), finding.named(PersonTail, typed), strict=True
    ):
        people = (
            list(User.objects.filter(persons).order_by("-pk")[: MOST + 1]) if sees_everything(user) else []
        )
        called = rows(Workshop, user).filter(names).order_by("-pk")[: MOST + 1]
        owned = rows(Workshop, user).filter(owner__in=User.objects.filter(persons)).order_by("-pk")
        keys = {workshop.pk for workshop in (*called, *owned[: MOST + 1])}
        found = _with_what_hangs_on(rows(Workshop, user).filter(pk__in=keys), people, user)
        if not found.nothing:
            break
    return found


def _with_what_hangs_on(workshops: QuerySet[Workshop], people: Iterable[User], user: User) -> Found:
    named = list(workshops.order_by("search_key", "pk")[: MOST + 1])
    cases = list(rows(Application, user).filter(workshop__in=named).order_by("-pk")[: MOST + 1])
    certificates = list(rows(Certificate, user).filter(workshop__in=named).order_by("-pk")[: MOST + 1])
    known = list(people) if sees_everything(user) else []
    kinds = {"workshops": named, "cases": cases, "certificates": certificates, "people": known}
    return Found(
        named[:MOST],
        cases[:MOST],
        certificates[:MOST],
        known[:MOST],
        cut=frozenset(name for name, found in kinds.items() if len(found) > MOST),
    )

"""The staff of the played story: two persons in every role of every province, headquarters, an auditor, a partner."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kargah.demo import names
from kargah.people import edits
from kargah.people.models import PartnerBody, Role, User
from kargah.places.models import Province
from kargah.places.queries import provinces

PASSWORD = "kargah-demo-1405"  # noqa: S105 - of the demo's own accounts, printed at its end
OF_A_PROVINCE = {
    "expert": Role.PROVINCIAL_EXPERT,
    "deputy": Role.PROVINCIAL_DEPUTY,
    "inspector": Role.TECHNICAL_INSPECTOR,
}
OF_HEADQUARTERS = {"hq-expert": Role.HEADQUARTERS_EXPERT, "hq-director": Role.HEADQUARTERS_DIRECTOR}


@dataclass
class Staff:
    """Who holds which post: `staff["expert", province][0]`, `staff["hq-director"][1]`."""

    posts: dict[Any, list[User]] = field(default_factory=dict)

    def __getitem__(self, post: Any) -> list[User]:
        return self.posts[post]

    def expert(self, province: Province, second: bool = False) -> User:
        return self.posts["expert", province][second]

    def deputy(self, province: Province) -> User:
        return self.posts["deputy", province][0]

    def inspectors(self, province: Province) -> list[User]:
        return self.posts["inspector", province]

    @property
    def drawer(self) -> User:
        """The HQ expert who plans, sets quotas, ranks and draws lists."""
        return self.posts["hq-expert"][0]

    @property
    def reviewer(self) -> User:
        """The HQ expert who reviews reports."""
        return self.posts["hq-expert"][1]

    @property
    def director(self) -> User:
        return self.posts["hq-director"][0]


def hire(since: date) -> Staff:
    """Everybody, each with a post since `since`. One password for all; hashed once, for speed."""
    staff = Staff()
    hashed = User()
    hashed.set_password(PASSWORD)
    number = 0

    def person(login: str, post: Any, role: str, **where: Any) -> None:
        nonlocal number
        number += 1
        first = (names.WOMEN + names.MEN)[number * 7 % 40]
        user = User(
            username=login, first_name=first, last_name=names.FAMILIES[number * 5 % len(names.FAMILIES)]
        )
        user.password = hashed.password
        user.save()
        edits.appoint(user, role, by=None, starts_on=since, **where)
        staff.posts.setdefault(post, []).append(user)

    for name, role in OF_HEADQUARTERS.items():
        for n in (1, 2):
            person(f"{name}-{n}", name, role)
    for n in (1, 2):
        person(f"auditor-{n}", "auditor", Role.AUDITOR)
    body = PartnerBody.objects.create(name="بانک کارآفرینی هنر", kind=PartnerBody.Kind.BANK)
    for n in (1, 2):
        person(f"partner-{n}", "partner", Role.PARTNER_BODY, body=body)
    for province in provinces():
        for name, role in OF_A_PROVINCE.items():
            for n in (1, 2):
                login = f"{name}-{province.numeric_code}-{n}"
                person(login, (name, province), role, province=province)
    return staff

"""The people of the story. Staff are the same person each time they are asked for; applicants are new ones."""

from datetime import date
from itertools import count

from kargah.people.models import Post, Role, User
from kargah.persian.letters import fa
from kargah.places.loading import load
from kargah.places.models import Province

_numbers = count(1)
SINCE = date(2018, 1, 1)
FIRST_NAMES = {  # of colleagues, by their user names; anybody else is called by it
    "expert": "شیرین", "deputy": "رضا", "inspector": "نرگس", "hq-expert": "مینا", "director": "پروین",
    "auditor": "لیلا", "second-director": "سعید", "second-hq-expert": "کاوه", "second-expert": "بهار",
    "second-inspector": "آرش", "another-inspector": "مهتاب", "panel-member": "فرهاد", "issuer": "سعید",
}  # fmt: skip


def a_province(name="یزد"):
    if not Province.objects.exists():
        load()
    return Province.objects.get(name=name)


def a_national_id(number):
    """A valid id of ten digits."""
    nine = f"{100_000_000 + number:09d}"
    rest = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return f"{nine}{rest if rest < 2 else 11 - rest}"


def _holder(role, name, province=None):
    where = f"-{province.iso_code}" if province else ""
    username = f"{name}{where}".lower()
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(
            username=username, first_name=FIRST_NAMES.get(name, name), last_name=str(province or "ستاد")
        )
        Post.objects.create(holder=user, role=role, province=province, starts_on=SINCE)
    return user


def an_expert_of(province=None, name="expert"):
    return _holder(Role.PROVINCIAL_EXPERT, name, province or a_province())


def a_deputy_of(province=None, name="deputy"):
    return _holder(Role.PROVINCIAL_DEPUTY, name, province or a_province())


def an_inspector_of(province=None, name="inspector"):
    return _holder(Role.TECHNICAL_INSPECTOR, name, province or a_province())


def an_hq_expert(name="hq-expert"):
    return _holder(Role.HEADQUARTERS_EXPERT, name)


def a_director(name="director"):
    return _holder(Role.HEADQUARTERS_DIRECTOR, name)


def an_auditor(name="auditor"):
    return _holder(Role.AUDITOR, name)


def an_applicant(name=None, **fields):
    """A new person with a name, a mobile and a national id of their own."""
    number = next(_numbers)
    while User.objects.filter(mobile=f"0913{number:07d}").exists():  # a prepared database has people already
        number = next(_numbers)
    fields.setdefault("mobile", f"0913{number:07d}")
    fields.setdefault("national_id", a_national_id(number))
    return User.objects.create_user(first_name=name or "زهرا", last_name=f"کاشانی {fa(number)}", **fields)

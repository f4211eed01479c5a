"""The workbooks of requests in `examples/`: one a province, some with the mistakes that people make and a mended twin."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from kargah.applications import importing
from kargah.demo import names
from kargah.persian.letters import fa
from kargah.places.models import CraftField, Province
from kargah.places.queries import active_fields, active_groups, provinces

FOLDER = settings.HOUSE.parent / "examples"
SEED, WORKSHOPS = 1405, 651
MISTAKEN = ("21", "10", "23")  # provinces whose first sheet is refused


@dataclass(frozen=True)
class Example:
    """A province's file, and the refused one that came before it, if there was one."""

    province: Province
    file: Path
    mistaken: Path | None


def examples(folder: Path = FOLDER) -> list[Example]:
    """The files of every province, in the provinces' order. FileNotFoundError when one is missing."""
    found = []
    for province in provinces():
        file = folder / f"{_stem(province)}.xlsx"
        mistaken = folder / f"{_stem(province)}-with-mistakes.xlsx"
        if not file.exists():
            raise FileNotFoundError(file)
        found.append(Example(province, file, mistaken if mistaken.exists() else None))
    return found


def write(folder: Path, *, seed: int = SEED, workshops: int = WORKSHOPS) -> list[Path]:
    """Write all workbooks. The same seed and number give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    chance, written = random.Random(seed), []
    everywhere = provinces()
    for place, province in enumerate(everywhere):
        count = workshops // len(everywhere) + (place < workshops % len(everywhere))
        rows = [_row(chance, province, place * 1000 + number) for number in range(count)]
        file = folder / f"{_stem(province)}.xlsx"
        file.write_bytes(importing.filled(province, rows))
        written.append(file)
        if province.numeric_code in MISTAKEN and len(rows) >= 8:
            file = folder / f"{_stem(province)}-with-mistakes.xlsx"
            file.write_bytes(importing.filled(province, _spoiled(rows)))
            written.append(file)
    return written


def national_id(number: int) -> str:
    """A number that passes the check of a national id. `number` below 10⁹."""
    nine = f"{number:09d}"
    rest = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return f"{nine}{rest if rest < 2 else 11 - rest}"


def _stem(province: Province) -> str:
    return f"{province.numeric_code}-{province.name_en.lower().replace(' ', '-')}"


def _row(chance: random.Random, province: Province, number: int) -> dict[str, Any]:
    woman = chance.random() < 0.55
    group = chance.choice(active_groups())
    fields: list[CraftField] = chance.sample(list(active_fields(group)), k=1)
    family = chance.choice(names.FAMILIES)
    young = chance.random() < 0.12  # licences too young for condition 2
    year = chance.randint(1403, 1404) if young else chance.randint(1385, 1401)
    return {
        "نام": chance.choice(names.WOMEN if woman else names.MEN),
        "نام خانوادگی": family,
        "کد ملی": national_id(110_000_000 + number * 37),
        "تلفن همراه": f"0912{1_000_000 + number * 17:07d}",
        "نام کارگاه": f"{chance.choice(names.HOUSES)} {family} {fa(number % 1000 + 1)}",
        "شهرستان": province.capital,
        "شهر": province.capital,
        "نشانی": f"خیابان {chance.choice(names.STREETS)}، پلاک {fa(chance.randint(1, 240))}",
        "کد پستی": f"{chance.randint(13, 99)}{chance.randint(1, 9)}{chance.randint(1000000, 9999999)}",
        "گروه": group.name,
        "رشته‌ها": "، ".join(field.name for field in fields),
        "نوع مجوز": chance.choice(names.KINDS),
        "شماره مجوز": f"{year}/{number + 100}",
        "تاریخ صدور نخستین مجوز": f"{year}/{chance.randint(1, 12):02d}/{chance.randint(1, 29):02d}",
        "زن": str(chance.randint(0, 6) + woman),
        "مرد": str(chance.randint(0, 4) + (not woman)),
        "محصول": chance.choice(names.PRODUCTS),
        "حجم ماهانه": str(chance.randint(4, 60) * 5),
        "واحد": chance.choice(names.UNITS),
        "سفارش‌پذیری": "بله" if chance.random() < 0.85 else "خیر",
        "ظرفیت سفارش": f"{fa(chance.randint(1, 9) * 10)} عدد در ماه",
        "مهلت تحویل": str(chance.choice((10, 15, 20, 30, 45))),
        "مهر اصالت": "بله" if chance.random() < 0.08 else "خیر",
        "روستایی": "بله" if chance.random() < 0.3 else "خیر",
        "شماره نامه": f"{province.numeric_code}/{number + 1}",
        "تاریخ نامه": f"1405/01/{chance.randint(5, 20):02d}",
    }


def _spoiled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The mistakes that people make: one cell each in the first rows."""
    mistakes = (
        {"کد ملی": "1234567890"},
        {"تلفن همراه": "0912123"},
        {"تاریخ صدور نخستین مجوز": "2019-05-03"},
        {"رشته‌ها": "نوشتن شعر"},
        {"حجم ماهانه": "-۵"},
        {"نام": ""},
        {"تاریخ نامه": "1404/12/30"},
        {"نوع مجوز": "دفترچه"},
    )
    spoiled = [{**row, **mistake} for row, mistake in zip(rows, mistakes, strict=False)]
    return spoiled + rows[len(mistakes) :]

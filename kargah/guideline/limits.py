"""The numbers of the law, read from a guideline's parameters. A cycle freezes a copy of them and reads it so too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class ParameterWrong(ValueError):
    """A parameter of the guideline is missing or can't be read. `key` names it."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The guideline's parameter {key!r} is missing or can't be read.")
        self.key = key


@dataclass(frozen=True, slots=True)
class Band:
    name: str
    from_hundredths: int


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of the priority: `cap` is the value that earns all of `points` (both in hundredths)."""

    code: str
    name: str
    cap: int
    points: int


@dataclass(frozen=True, slots=True)
class DefectClass:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Limits:
    total_points: int  # whole points
    pass_mark: int  # hundredths of a point
    bands: tuple[Band, ...]  # from the highest down
    below_bands: str
    tie_rules: tuple[str, ...]
    licence_years: int
    defect_notices: int
    defect_notice_days: int
    reminder_days_before: tuple[int, ...]  # the longest first
    certificate_months: int
    appeal_days: int
    photos_at_least: int
    priority: tuple[Factor, ...]
    opinion_days: int
    completion_requests: int
    completion_days: int
    nomination_silence_days: int
    revisit_from_photos: frozenset[str]
    defect_classes: tuple[DefectClass, ...]
    partial_lists_go_on: bool
    deciding_rank: str  # national, province or craft
    national_places: int | None  # None: as many certificates as qualify
    places_by_province: Mapping[str, int]  # by the province's code
    fee_rials: int
    decide_over_days: int
    conditions_beside: Mapping[int, str]  # condition -> code of the criterion shown beside it
    workbook: Mapping[str, Any]  # the layout of the report's sheets

    def places_of(self, province_code: str) -> int | None:
        """How many certificates this province may get in the cycle; None: no cap of its own."""
        return self.places_by_province.get(province_code)

    @property
    def line_places(self) -> dict[str, Any]:
        return {"national": self.national_places, "by_province": dict(self.places_by_province)}


_NUMBER = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,2})0*)?")
RANKS = ("national", "province", "craft")
TIE_RULES = ("registered_at", "declared_draw")


def hundredths(text: Any) -> int:
    """ "850" or "850.25" as whole hundredths. Raises ValueError where hundredths don't suffice."""
    if isinstance(text, (bool, float)) or not (found := _NUMBER.fullmatch(str(text).strip())):
        raise ValueError(f"{text!r} is not a number of two decimals at most")
    sign, points, parts = found.groups()
    size = int(points) * 100 + int((parts or "").ljust(2, "0"))
    return -size if sign else size


def whole(value: Any) -> int:
    """A whole number, zero or more, typed as one (12, "12")."""
    if isinstance(value, (bool, float)):
        raise ValueError("not a whole number")
    number = int(value)
    if number < 0:
        raise ValueError("less than nothing")
    return number


def limits(parameters: Mapping[str, Any]) -> Limits:
    """The typed form of `parameters` (the keys of data/guideline-1.json). Raises ParameterWrong, naming the key."""

    def read(key: str, reader: Any, *default: Any) -> Any:
        if key not in parameters and default:
            return default[0]
        try:
            return reader(parameters[key])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ParameterWrong(key) from error

    places = read("line_places", dict, {})
    return Limits(
        total_points=read("total_points", _positive),
        pass_mark=read("pass_mark", hundredths),
        bands=read("bands", _bands),
        below_bands=read("below_bands_fa", str),
        tie_rules=read("tie_rules", _tie_rules),
        licence_years=read("licence_years", whole),
        defect_notices=read("defect_notices", whole),
        defect_notice_days=read("defect_notice_days", whole),
        reminder_days_before=read("reminder_days_before", _days),
        certificate_months=read("certificate_months", _positive),
        appeal_days=read("appeal_days", whole),
        photos_at_least=read("photos_at_least", whole),
        priority=read("priority", _factors),
        opinion_days=read("opinion_days", whole),
        completion_requests=read("completion_requests", whole),
        completion_days=read("completion_days", whole),
        nomination_silence_days=read("nomination_silence_days", whole),
        revisit_from_photos=read("revisit_from_photos", _names),
        defect_classes=read("defect_classes", _classes),
        partial_lists_go_on=read("partial_lists_go_on", _yes_or_no),
        deciding_rank=read("deciding_rank", _rank),
        national_places=read("line_places", lambda _: _places(places.get("national"))),
        places_by_province=read("line_places", lambda _: _by_province(places.get("by_province", {}))),
        fee_rials=read("fee_rials", whole),
        decide_over_days=read("decide_over_days", whole, 5),
        conditions_beside=read("conditions_beside", _beside, {}),
        workbook=read("workbook", _workbook, {"sheets": []}),
    )


def _positive(value: Any) -> int:
    number = whole(value)
    if number == 0:
        raise ValueError("zero")
    return number


def _bands(rows: Any) -> tuple[Band, ...]:
    bands = tuple(Band(str(row["name_fa"]), hundredths(row["from"])) for row in rows)
    return tuple(sorted(bands, key=lambda band: -band.from_hundredths))


def _tie_rules(rows: Any) -> tuple[str, ...]:
    rules = tuple(str(row) for row in rows)
    if any(rule not in TIE_RULES and not rule.startswith("points:") for rule in rules):
        raise ValueError("an unknown tie rule")
    return rules


def _days(rows: Any) -> tuple[int, ...]:
    return tuple(sorted({whole(day) for day in rows}, reverse=True))


def _factors(rows: Any) -> tuple[Factor, ...]:
    factors = tuple(
        Factor(str(row["factor"]), str(row["fa"]), hundredths(row["cap"]), hundredths(row["points"]))
        for row in rows
    )
    if any(factor.cap <= 0 or factor.points < 0 for factor in factors):
        raise ValueError("a factor needs a cap above zero and points that are not below it")
    return factors


def _names(rows: Any) -> frozenset[str]:
    if isinstance(rows, str):
        raise ValueError("a list of names, not a text")
    return frozenset(str(row) for row in rows)


def _classes(rows: Any) -> tuple[DefectClass, ...]:
    return tuple(DefectClass(str(row["code"]), str(row["fa"])) for row in rows)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("yes or no")
    return value


def _rank(value: Any) -> str:
    if value not in RANKS:
        raise ValueError("an unknown rank")
    return str(value)


def _places(value: Any) -> int | None:
    return None if value is None else whole(value)


def _by_province(rows: Any) -> Mapping[str, int]:
    return {str(code): whole(places) for code, places in rows.items()}


def _beside(rows: Any) -> Mapping[int, str]:
    return {whole(number): str(code) for number, code in rows.items()}


def _workbook(layout: Any) -> Mapping[str, Any]:
    """{"sheets": [{"key", "fa", "columns": [{"key", "fa", "type", ...}]}]}"""
    for sheet in layout["sheets"]:
        for column in (sheet, *sheet["columns"]):
            if not all(isinstance(column[name], str) for name in ("key", "fa")):
                raise ValueError("a sheet or column needs a key and a heading")
        if not all(isinstance(column["type"], str) for column in sheet["columns"]):
            raise ValueError("a column needs a type")
    return dict(layout)

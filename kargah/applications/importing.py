"""A province's workbook of requests: made as an empty form, and read cell by cell.

Nothing is written here: `kargah.process.batches` enters what was found, all of it or nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah.cycles.models import Share
from kargah.inputs import Asks
from kargah.jalali.calendar import day_of
from kargah.jalali.fields import JalaliDateField
from kargah.paper.workbook import Book, Cell, Column, Sheet, write
from kargah.persian import identity
from kargah.persian.fields import PersianCharField
from kargah.persian.letters import digits, key, text
from kargah.places.models import CraftField, CraftGroup, Province
from kargah.places.queries import active_fields, active_groups

from .asks import LicenceForm, PersonForm, ProductForm, RequestDetails, WorkshopForm
from .models import Licence

SHEET = "درخواست‌ها"
YES, NO = "بله", "خیر"
YES_WORDS, NO_WORDS = {key(YES), "1", key("دارد"), key("آری")}, {"", key(NO), "0", key("ندارد")}
KINDS = {
    "پروانه تولید کارگاهی": Licence.Kind.WORKSHOP,
    "پروانه تولید انفرادی": Licence.Kind.INDIVIDUAL,
    "کارت صنعتگری": Licence.Kind.CARD,
    "مجوز مشاغل خانگی": Licence.Kind.HOME,
    "پروانه کسب": Licence.Kind.GUILD,
}
SEPARATORS = "،,؛;\n"


class LetterOfRow(Asks):
    letter_number = PersianCharField(label=_("Number of the letter"), max_length=40)
    letter_date = JalaliDateField(label=_("Date of the letter"))


# heading -> the form that reads the cell, and its field there
COLUMNS: dict[str, tuple[str, str]] = {
    "نام": ("person", "first_name"),
    "نام خانوادگی": ("person", "last_name"),
    "کد ملی": ("person", "national_id"),
    "تلفن همراه": ("person", "mobile"),
    "نام کارگاه": ("workshop", "name"),
    "شهرستان": ("workshop", "county"),
    "شهر": ("workshop", "city"),
    "نشانی": ("workshop", "address"),
    "کد پستی": ("workshop", "postal_code"),
    "گروه": ("request", "craft_group"),
    "رشته‌ها": ("details", "craft_fields"),
    "نوع مجوز": ("licence", "kind"),
    "شماره مجوز": ("licence", "number"),
    "تاریخ صدور نخستین مجوز": ("licence", "issued_on"),
    "تاریخ انقضا": ("licence", "expires_on"),
    "زن": ("details", "women"),
    "مرد": ("details", "men"),
    "محصول": ("product", "name"),
    "حجم ماهانه": ("product", "monthly_volume"),
    "واحد": ("product", "unit"),
    "سفارش‌پذیری": ("details", "takes_orders"),
    "ظرفیت سفارش": ("details", "order_capacity"),
    "مهلت تحویل": ("details", "lead_time_days"),
    "مهر اصالت": ("details", "national_seal"),
    "روستایی": ("workshop", "rural"),
    "شماره نامه": ("letter", "letter_number"),
    "تاریخ نامه": ("letter", "letter_date"),
}
HEADING = {place: heading for heading, place in COLUMNS.items()}
FORMS: dict[str, type[Asks]] = {
    "person": PersonForm,
    "workshop": WorkshopForm,
    "licence": LicenceForm,
    "details": RequestDetails,
    "product": ProductForm,
    "letter": LetterOfRow,
}
YES_OR_NO = {("details", "takes_orders"), ("details", "national_seal"), ("workshop", "rural")}
DATES = {("licence", "issued_on"), ("licence", "expires_on"), ("letter", "letter_date")}


@dataclass(frozen=True)
class Finding:
    """What is wrong, or was mended, in which cell."""

    sheet: str
    cell: str
    words: Any

    def __str__(self) -> str:
        return f"{self.sheet} {self.cell}: {self.words}"


@dataclass(frozen=True)
class Row:
    """One request. `person`, `workshop`, `licence`, `details`, `product`, `letter` are cleaned as those forms give them."""

    sheet: str
    number: int  # of the row in the sheet, the head is 1
    craft_group: CraftGroup
    person: dict[str, Any]
    workshop: dict[str, Any]
    licence: dict[str, Any]
    details: dict[str, Any]
    product: dict[str, Any]
    letter: dict[str, Any]


@dataclass
class Checked:
    """`rows` hold only where `errors` is empty; `warnings` say what was restored."""

    rows: list[Row] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


def columns() -> list[Column]:
    """The columns of the form, with the choices that their cells may take."""
    choices: dict[str, list[str]] = {
        "گروه": [group.name for group in active_groups()],
        "نوع مجوز": list(KINDS),
        **{HEADING[place]: [YES, NO] for place in YES_OR_NO},
    }
    return [
        Column(
            key=heading,
            heading=heading,
            kind="date" if place in DATES else "text",
            width=32 if heading in ("نشانی", "رشته‌ها") else 16,
            choices=choices.get(heading),
            note="چند رشته را با «،» از هم جدا کنید." if heading == "رشته‌ها" else None,
        )
        for heading, place in COLUMNS.items()
    ]


def template(province: Province) -> bytes:
    """An empty .xlsx for this province."""
    return filled(province, [])


def filled(province: Province, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The form with `rows`, each by heading."""
    meta = {"made_for": "requests", "province": province.iso_code}
    return write([Sheet(SHEET, columns(), rows)], meta=meta)


def check(book: Book, share: Share) -> Checked:
    """Read every row, name every bad cell. Nothing is written."""
    found = Checked()
    made_for = book.meta.get("province")
    if made_for and made_for != share.province.iso_code:
        found.errors.append(Finding(SHEET, "A1", _("This workbook was made for another province.")))
        return found
    table = next((sheet for sheet in book.sheets if key(sheet.title) == key(SHEET)), None)
    if table is None:
        found.errors.append(Finding(SHEET, "A1", _("The workbook has no sheet of this name.")))
        return found
    places = {key(cell.text): at for at, cell in reversed(list(enumerate(table.head)))}
    for heading in COLUMNS:
        if key(heading) not in places:
            words = _("The column “%(heading)s” is missing.") % {"heading": heading}
            found.errors.append(Finding(table.title, "A1", words))
    if not found.errors and not table.rows:
        found.errors.append(Finding(table.title, "A2", _("There is no row to read.")))
    if found.errors:
        return found
    reader = _Reader(share, found, table.title)
    for cells in table.rows:
        reader.read({heading: cells[places[key(heading)]] for heading in COLUMNS})
    return found


class _Reader:
    """Reads rows one after the other and remembers which requests it has seen."""

    def __init__(self, share: Share, found: Checked, sheet: str) -> None:
        self.share, self.found, self.sheet = share, found, sheet
        self.groups = {key(group.name): group for group in active_groups()}
        self.fields: dict[int, dict[str, CraftField]] = {}
        for craft in active_fields():
            self.fields.setdefault(craft.group_id, {})[key(craft.name)] = craft
        self.seen: dict[tuple[Any, ...], int] = {}
        self.mobiles: dict[str, str] = {}
        self.complained: set[str] = set()  # cells of this row

    def read(self, cells: Mapping[str, Cell]) -> None:
        before, self.complained = len(self.found.errors), set()
        group = self.groups.get(key(cells["گروه"].text))
        if group is None:
            self.wrong(cells["گروه"], _("There is no open craft group of this name."))
        data = self.as_typed(cells, group)
        cleaned: dict[str, dict[str, Any]] = {}
        for name, form_of in FORMS.items():
            form = form_of(data[name], subject=_Begun(group))
            if not form.is_valid():
                for place, messages in form.errors.items():
                    cell = cells[HEADING.get((name, place), "نام")]
                    if cell.address in self.complained or (group is None and place == "craft_fields"):
                        continue  # one complaint for a cell is enough
                    self.wrong(cell, " ".join(str(message) for message in messages))
            cleaned[name] = form.cleaned_data
        if len(self.found.errors) == before and group is not None:
            number = int("".join(c for c in cells["نام"].address if c.isdigit()))
            self.twice(cells, cleaned, group, number)
            self.found.rows.append(Row(self.sheet, number, group, **cleaned))

    def as_typed(self, cells: Mapping[str, Cell], group: CraftGroup | None) -> dict[str, dict[str, Any]]:
        """What a page would send: texts by form and field."""
        data: dict[str, dict[str, Any]] = {name: {} for name in FORMS}
        for heading, (form, name) in COLUMNS.items():
            if form != "request":
                data[form][name] = self.typed(cells[heading], (form, name), group)
        data["workshop"]["holder_kind"] = "natural"
        return data

    def typed(self, cell: Cell, place: tuple[str, str], group: CraftGroup | None) -> Any:
        readers: dict[tuple[str, str], Callable[[Cell], Any]] = {
            ("person", "national_id"): self.national_id,
            ("person", "mobile"): self.mobile,
            ("licence", "kind"): self.kind,
            ("details", "craft_fields"): lambda cell: self.craft_fields(cell, group),
            **dict.fromkeys(YES_OR_NO, self.yes_or_no),
            **dict.fromkeys(DATES, self.date),
        }
        return readers.get(place, lambda cell: cell.text)(cell)

    def national_id(self, cell: Cell) -> str:
        restored = identity.national_id(cell.text, from_excel=True)
        if restored and len(digits(text(cell.text))) < 10:
            self.mended(cell, _("The lost zeros of the national ID were restored: %(written)s."), restored)
        return restored or cell.text

    def mobile(self, cell: Cell) -> str:
        written = identity.mobile(cell.text)
        if written and digits(text(cell.text)).startswith("9") and len(digits(text(cell.text))) == 10:
            self.mended(cell, _("The lost zero of the mobile number was restored: %(written)s."), written)
        return written or cell.text

    def kind(self, cell: Cell) -> str:
        kinds = {key(words): kind for words, kind in KINDS.items()}
        found = kinds.get(key(cell.text))
        if found is None and cell.text.strip():
            words = _("The kind of licence is one of: %(kinds)s.") % {"kinds": "، ".join(KINDS)}
            self.wrong(cell, words)
        return found or ""

    def craft_fields(self, cell: Cell, group: CraftGroup | None) -> list[str]:
        if group is None:
            return []
        names = [text(name) for name in _split(cell.text) if text(name)]
        there = self.fields.get(group.pk, {})
        unknown = [name for name in names if key(name) not in there]
        if unknown:
            words = _("There is no craft field of this name in the group: %(names)s.")
            self.wrong(cell, words % {"names": "، ".join(unknown)})
        return [there[key(name)].code for name in names if key(name) in there]

    def yes_or_no(self, cell: Cell) -> str:
        typed = key(cell.text)
        if typed not in YES_WORDS | NO_WORDS:
            self.wrong(cell, _("Write “بله” or “خیر”."))
        return "on" if typed in YES_WORDS else ""

    def date(self, cell: Cell) -> Any:
        """A spreadsheet takes 1404/05/12 for a day of the Gregorian year 1404: it is read as it was typed."""
        if not isinstance(cell.value, date):
            return cell.text
        year, month, day = cell.value.year, cell.value.month, cell.value.day
        if year > 1900:
            return cell.value
        try:
            return day_of(year, month, day)
        except ValueError:
            return f"{year}/{month}/{day}"

    def twice(
        self, cells: Mapping[str, Cell], cleaned: dict[str, Any], group: CraftGroup, number: int
    ) -> None:
        person = cleaned["person"]
        mark = (person["national_id"], key(cleaned["workshop"]["name"]), group.pk)
        first = self.seen.setdefault(mark, number)
        if first != number:
            words = _("The same person, workshop and group stand in row %(row)s already.") % {"row": first}
            self.wrong(cells["کد ملی"], words)
        if self.mobiles.setdefault(person["mobile"], person["national_id"]) != person["national_id"]:
            self.wrong(cells["تلفن همراه"], _("Another person of this workbook has this mobile number."))

    def wrong(self, cell: Cell, words: Any) -> None:
        self.complained.add(cell.address)
        self.found.errors.append(Finding(self.sheet, cell.address, words))

    def mended(self, cell: Cell, words: Any, written: str) -> None:
        self.found.warnings.append(Finding(self.sheet, cell.address, words % {"written": written}))


@dataclass(frozen=True)
class _Begun:
    """Stands for the request that a row will become: its form offers the fields of this group."""

    craft_group: CraftGroup | None


def _split(words: str) -> list[str]:
    for separator in SEPARATORS:
        words = words.replace(separator, "\n")
    return words.split("\n")

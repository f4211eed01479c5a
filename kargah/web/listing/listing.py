"""A list of an office: narrowed, ordered and turned by what stands in its address, and given as a workbook."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from kargah.paper.workbook import Kind
from kargah.web.listing import export, paging
from kargah.web.listing.sought import Sought
from kargah.web.listing.words import opened, sealed
from kargah.web.offices import shown

AT_A_TIME = 40  # rows of a page
COUNTED = 1000  # rows are counted up to here, so that counting costs the same in a table of any size
PART = "list"  # the id of what htmx replaces


@dataclass(frozen=True)
class Column:
    """`value` gives what stands in the workbook (None: the column is for the screen alone), `order` how it sorts."""

    heading: Any
    value: Callable[[Any], Any] | None = None
    kind: Kind = "text"
    order: str = ""
    css: str = ""
    on_screen: bool = True


@dataclass(frozen=True)
class Listing:
    """`orders`: by name the fields that a list may stand by, the first one unless another is asked for."""

    name: str
    title: Any
    sought: type[Sought]
    columns: tuple[Column, ...]
    orders: dict[str, tuple[str, ...]]
    row: str
    size: int = AT_A_TIME
    named_by: str = "public_id"
    hides_key: bool = (
        False  # `named_by` is a key that never leaves the database: it stands sealed in the address
    )
    told: "Callable[[Listed], None] | None" = (
        None  # marks on the rows of a page what only their neighbours tell
    )

    def answer(
        self, request: HttpRequest, rows: QuerySet[Any], template: str, **context: Any
    ) -> HttpResponse:
        """The page, the part of it that htmx asked for, or the workbook."""
        listed = Listed(self, request, rows)
        if request.GET.get("as") == "xlsx":
            return export.workbook(listed)
        if request.headers.get("HX-Request") and PART in request.headers.get("HX-Target", ""):
            template = "listing/_list.html"
        return shown(request, template, listed=listed, **context)


class Listed:
    """One look at a list: what was asked, and the rows that answer it."""

    counted = COUNTED

    def __init__(self, listing: Listing, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.listing, self.request, self._all = listing, request, rows
        self.sought = listing.sought(request.GET)
        asked = request.GET.get("sort", "")
        self.order = asked if asked.removeprefix("-") in listing.orders else next(iter(listing.orders))

    @property
    def narrowed(self) -> QuerySet[Any]:
        return self.sought.narrowed(self._all)

    @property
    def fields(self) -> tuple[str, ...]:
        fields = self.listing.orders[self.order.removeprefix("-")]
        if not self.order.startswith("-"):
            return fields
        return tuple(field[1:] if field.startswith("-") else f"-{field}" for field in fields)

    @cached_property
    def part(self) -> paging.Part:
        return paging.part(
            self.narrowed,
            self.fields,
            after=self._mark("after"),
            before=self._mark("before"),
            among=self._all,
            size=self.listing.size,
            named_by=self.listing.named_by,
        )

    def _mark(self, name: str) -> str:
        """The name of the row at which the page begins; of a sealed key only what is one."""
        mark = self.request.GET.get(name, "")
        if not self.listing.hides_key:
            return mark if mark.isascii() and mark.isalnum() else ""
        key = opened(mark)
        return key if mark != key and key.isdecimal() else ""

    def _named(self, mark: Any) -> str:
        return sealed(str(mark)) if self.listing.hides_key else str(mark)

    @cached_property
    def rows(self) -> list[Any]:
        if self.listing.told:
            self.listing.told(self)
        return self.part.rows

    @cached_property
    def number(self) -> int:
        """How many rows there are, counted no further than one beyond `COUNTED`."""
        return self.narrowed.order_by().values("pk")[: COUNTED + 1].count()

    @property
    def many(self) -> bool:
        return self.number > COUNTED

    @property
    def is_narrowed(self) -> bool:
        return bool(self.sought.asked)

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The heads of the table; one that sorts leads to its order, and turned round when it is the order now."""
        return [self._head(column) for column in self.listing.columns if column.on_screen]

    def _head(self, column: Column) -> dict[str, Any]:
        turned = self.order.removeprefix("-") == column.order
        falls = self.order.startswith("-")
        to = f"-{column.order}" if turned and not falls else column.order
        sort = ("descending" if falls else "ascending") if turned and column.order else ""
        url = self.address(sort=to) if column.order else ""
        return {"heading": column.heading, "css": column.css, "url": url, "sort": sort}

    @property
    def next(self) -> str:
        return self.address(sort=self.order, after=self._named(self.part.after)) if self.part.after else ""

    @property
    def previous(self) -> str:
        return self.address(sort=self.order, before=self._named(self.part.before)) if self.part.before else ""

    @property
    def as_workbook(self) -> str:
        return self.address(sort=self.order, **{"as": "xlsx"})

    def address(self, **more: str) -> str:
        """This list as it is narrowed now, with `more` beside it; the order that stands by itself is left out."""
        if more.get("sort") == next(iter(self.listing.orders)):
            more.pop("sort")
        return f"{self.request.path}?{'&'.join(filter(None, [self.sought.query, urlencode(more)]))}"

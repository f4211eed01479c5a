"""What came with a request: JSON, or a form with files where files are taken. Whatever cannot be read is said."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from kargah.api.problems import OtherContent, TooLarge, Unread
from kargah.inputs import canonical, digest

JSON, FORM = "application/json", "multipart/form-data"
SECRET = "secret"  # noqa: S105 the name of the field
DEEPEST = 12


@dataclass
class Body:
    data: dict[str, Any] = field(default_factory=dict)
    files: Any = field(default_factory=dict)

    def digest_for(self, request: HttpRequest) -> str:
        """The same for the same request, without what is secret in it."""
        data = {name: value for name, value in self.data.items() if name != SECRET}
        files = {name: self.files.getlist(name) for name in self.files}
        return digest([request.method, request.path, canonical(data), canonical(files)])


def read(request: HttpRequest, *, files: bool) -> Body:
    """The body of a request; nothing is an empty one. Raises Unread, OtherContent, TooLarge."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        raise Unread(_("The header Content-Length is no number."))
    if int(length) > settings.API_LARGEST:
        raise TooLarge(_("The request is larger than %(most)s megabytes."), most=settings.API_LARGEST >> 20)
    kind = request.content_type
    if int(length) == 0 and kind in ("", JSON):
        return Body()
    try:
        if kind == JSON:
            return Body(_object(request.body))
        if kind == FORM and files:
            lists = dict(request.POST.lists())
            try:
                _can_be_written(lists)
            except ValueError as error:
                raise Unread(_("The form cannot be read.")) from error
            data = {name: values if len(values) > 1 else values[0] for name, values in lists.items()}
            return Body(data, request.FILES)
    except RequestDataTooBig as error:
        raise TooLarge(_("The request is larger than may be read at once.")) from error
    except (MultiPartParserError, SuspiciousOperation, BadRequest, UnicodeError) as error:
        raise Unread(_("The form cannot be read.")) from error
    raise OtherContent(_("Send %(kinds)s."), kinds=f"{JSON}, {FORM}" if files else JSON)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        read = json.loads(raw, parse_float=Decimal, parse_constant=_no_number)
        _can_be_written(read)
    except (ValueError, RecursionError) as error:  # a JSON or Unicode error is a ValueError
        raise Unread(_("This is no JSON that can be read.")) from error
    if not isinstance(read, dict):
        raise Unread(_("One JSON object is expected."))
    return read


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _can_be_written(value: Any, depth: int = 0) -> None:
    """Half of a surrogate pair or a NUL is no text that a database holds; nor is anything nested without end."""
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, str):
        value.encode()
        if "\0" in value:
            raise ValueError("NUL")
    elif isinstance(value, dict):
        for name, item in value.items():
            _can_be_written(name, depth + 1)
            _can_be_written(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _can_be_written(item, depth + 1)

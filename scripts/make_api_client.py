"""The Python client of the machine interface, made from its schema: one method for each operation.

    python scripts/make_api_client.py            writes tests/api/client/generated.py
    python scripts/make_api_client.py --check    writes nothing; fails when the file is not of this schema

It needs nothing but a transport with `call` (tests/api/client/transport.py is one, of forty lines).
"""

import keyword
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "tests" / "api" / "client" / "generated.py"
HEAD = '''"""Made by scripts/make_api_client.py from the schema of the machine interface. Not edited by hand."""

from typing import Any

from tests.api.client.transport import Answer, Transport


class Kargah(Transport):
    """The national grading of handicraft workshops: one method for each operation."""
'''
TYPES = {
    "string": "str",
    "integer": "int",
    "boolean": "bool",
    "number": "float",
    "array": "list[str]",
    "object": "dict[str, Any]",
}
LEFT_OUT = "None"


def client_of(schema: dict[str, Any]) -> str:
    methods = [
        method_of(path, method, operation)
        for path, operations in sorted(schema["paths"].items())
        for method, operation in operations.items()
    ]
    return HEAD + "".join(methods)


def method_of(path: str, method: str, operation: dict[str, Any]) -> str:
    by_place: dict[str, list[dict[str, Any]]] = {"path": [], "query": [], "header": []}
    for parameter in operation.get("parameters", ()):
        by_place[parameter["in"]].append(parameter)
    headers = {parameter["name"] for parameter in by_place["header"]}
    fields, rows = fields_of(operation)
    signature = ["self"]
    signature += [f"{one['name']}: {type_of(one['schema'])}" for one in by_place["path"]]
    named = [f"{one['name']}: {type_of(one['schema'])} | None = None" for one in by_place["query"]]
    named += ["seen: str"] if "If-Match" in headers else []
    named += [f"{name}: {kind}" for name, (kind, required) in fields.items() if required]
    named += [f"{name}: {kind} | None = None" for name, (kind, required) in fields.items() if not required]
    named += ['idempotency_key: str = ""'] if "Idempotency-Key" in headers else []
    signature += ["*", *named] if named else []
    signature += ["**rows: Any"] if rows else []
    given = [f'"{method.upper()}"', place(path)]
    if by_place["query"]:
        given.append(f"query={{{', '.join(pair(one['name']) for one in by_place['query'])}}}")
    if "If-Match" in headers:
        given.append("seen=seen")
    if fields or rows:
        given.append(f"body={{{', '.join([*map(pair, fields), *(['**rows'] if rows else [])])}}}")
    if "Idempotency-Key" in headers:
        given.append("key=idempotency_key")
    return (
        f"\n    def {operation['operationId']}({', '.join(signature)}) -> Answer:\n"
        f'        """{operation["summary"]}."""\n'
        f"        return self.call({', '.join(given)})\n"
    )


def fields_of(operation: dict[str, Any]) -> tuple[dict[str, tuple[str, bool]], bool]:
    """Name -> type and whether it is needed; and whether there are fields for each row of something."""
    fields: dict[str, tuple[str, bool]] = {}
    rows = False
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = content["schema"]
        rows = rows or "patternProperties" in schema
        for name, one in schema["properties"].items():
            if keyword.iskeyword(name):
                raise SystemExit(f"{operation['operationId']}: {name} is a word of Python")
            fields[name] = (type_of(one), name in schema.get("required", ()))
    return fields, rows


def type_of(schema: dict[str, Any]) -> str:
    return "Any" if schema.get("format") == "binary" else TYPES.get(str(schema.get("type")), "str")


def pair(name: str) -> str:
    return f'"{name}": {name}'


def place(path: str) -> str:
    path = path.removeprefix("/api/v1")
    return f'f"{path}"' if "{" in path else f'"{path}"'


def of_this_schema() -> str:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kargah.config.settings_test")
    import django

    django.setup()
    from kargah.api.schema import in_language

    return client_of(in_language("en"))


if __name__ == "__main__":
    made = of_this_schema()
    if "--check" in sys.argv:
        sys.exit(
            0
            if PLACE.read_text() == made
            else "The client is not of this schema: run scripts/make_api_client.py"
        )
    PLACE.write_text(made)

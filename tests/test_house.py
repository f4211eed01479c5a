"""The shape of the code, asked of the code: `docs/house.md`, held by a machine."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "kargah"
SOURCES = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
EMPTY_WORDS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "services",
    "service",
    "managers",
    "misc",
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def in_code(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def floors() -> dict[str, int]:
    """The height of each package, the ground lowest, as pyproject.toml has them; neighbours share a floor."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract.get("exhaustive"))["layers"]
    return {
        name.strip(" ()"): height
        for height, layer in enumerate(reversed(layers))
        for name in re.split(r"[|:]", layer)
    }


def our_models() -> Iterator[type]:
    for config in apps.get_app_configs():
        if config.name.startswith("kargah."):
            yield from config.get_models(include_auto_created=True)


def test_the_contracts_on_imports_are_kept(monkeypatch, capsys):
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)

    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)

    assert code == 0, capsys.readouterr().out


def test_a_foreign_key_never_points_to_a_floor_above():
    height, wrong, seen = floors(), [], 0
    for model in our_models():
        here = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or not field.related_model:
                continue
            there = field.related_model.__module__.split(".")
            if there[0] != "kargah":
                continue
            seen += 1
            if there[1] != here and height[there[1]] >= height[here]:
                wrong.append(f"{here}.{model.__name__}.{field.name} -> {there[1]}")
    assert not wrong
    assert seen > 20, "the walk met too few relations to prove anything"


def test_pages_ask_for_rows_only_through_queries():
    wrong = [
        f"{named(path)}:{node.lineno}"
        for path in (HOUSE / "web").rglob("*.py")
        for node in ast.walk(in_code(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    assert not wrong


def test_every_drawer_has_a_name():
    wrong = [
        named(path)
        for path in [*HOUSE.rglob("*"), *(ROOT / "tests").rglob("*"), *(ROOT / "scripts").rglob("*")]
        if "node_modules" not in path.parts
        and path.stem in EMPTY_WORDS
        and (path.suffix in {".py", ".js", ".css"} or path.is_dir())
    ]
    assert not wrong


def test_a_file_can_be_held_in_the_head():
    too_long = {
        named(path): lines
        for path in SOURCES
        if (lines := path.read_text().count("\n")) > 350 and path != HOUSE / "process" / "flowchart.py"
    }
    assert not too_long


def assigned_states(tree: ast.AST) -> Iterator[int]:
    """Lines that set the state of a row that exists: `x.state = …`, `setattr(x, "state", …)`, `….update(state=…)`."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets):
                pass
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target, value=ast.expr()):
                targets = [target]
            case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value="state"), *_]):
                yield node.lineno
                continue
            case ast.Call(func=ast.Attribute(attr="update" | "aupdate"), keywords=words):
                if any(word.arg == "state" for word in words):
                    yield node.lineno
                continue
            case ast.Call(func=ast.Attribute(attr="bulk_update"), args=[_, *named_fields], keywords=words):
                for part in [*named_fields, *(word.value for word in words if word.arg == "fields")]:
                    if any(
                        isinstance(leaf, ast.Constant) and leaf.value == "state" for leaf in ast.walk(part)
                    ):
                        yield node.lineno
                continue
            case _:
                continue
        for target in targets:
            for leaf in ast.walk(target):
                if (
                    isinstance(leaf, ast.Attribute)
                    and leaf.attr == "state"
                    and isinstance(leaf.ctx, ast.Store)
                ):
                    yield node.lineno


def may_set_a_state(path: Path) -> bool:
    return (
        path == HOUSE / "process" / "engine.py"
        or HOUSE / "jobs" in path.parents  # a job is no matter of the chart
        or path
        == HOUSE / "guideline" / "loading.py"  # guideline 1 is in force before there is anybody to publish it
    )


def test_only_the_engine_sets_a_state():
    wrong = [
        f"{named(path)}:{line}"
        for path in SOURCES
        if not may_set_a_state(path)
        for line in assigned_states(in_code(path))
    ]
    assert not wrong


@pytest.mark.parametrize(
    "line",
    [
        "case.state = 'x'",
        "a, case.state = 1, 2",
        "setattr(case, 'state', 'x')",
        "rows.filter(pk=1).update(state='x')",
        "rows.bulk_update(found, ['state', 'version'])",
    ],
)
def test_a_state_set_by_hand_is_seen(line):
    assert list(assigned_states(ast.parse(line))) == [1]


def test_every_app_with_models_has_tests():
    with_models = {model.__module__.split(".")[1] for model in our_models()}
    without = {app for app in with_models if not any((ROOT / "tests" / app).rglob("test_*.py"))}
    assert not without
    assert {"people", "applications", "certificates"} <= with_models


def test_only_the_clock_asks_the_machine_for_the_time():
    asks = re.compile(
        r"\b(datetime\.(now|utcnow|today)|date\.today|timezone\.(now|localdate|localtime)|time\.time)\("
    )
    wrong = [
        f"{named(path)}:{number}"
        for path in SOURCES
        if path != HOUSE / "clock.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if asks.search(line)
    ]
    assert not wrong


def test_every_variable_of_the_settings_is_explained():
    read = set(re.findall(r'"(KARGAH_[A-Z0-9_]+)"', "".join(path.read_text() for path in SOURCES)))
    explained = set(re.findall(r"`(KARGAH_[A-Z0-9_]+)`", (ROOT / "docs" / "operate.md").read_text()))
    assert len(read) > 10
    assert not read - explained, "docs/operate.md does not explain them"
    assert not explained - read, "docs/operate.md explains what nothing reads"


def test_the_locked_libraries_carry_hashes_and_no_addresses():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        pins = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE | re.IGNORECASE)
        pinned_with_hash = re.findall(
            r"^[a-z0-9][^\n]*==[^\n]* \\\n    --hash=sha256:", text, re.MULTILINE | re.IGNORECASE
        )
        assert pins and len(pins) == len(pinned_with_hash), path.name
        assert "://" not in text and "-index" not in text and "--find-links" not in text, path.name

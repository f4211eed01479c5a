"""Counts how often each refusal of the chart was met in a run; a refusal that no test meets fails the whole run.

Asked for with `--every-refusal`, by `make test`, which runs everything. The refusals are the `raise` statements of the
files in which the rules of the chart stand; what other processes of a test refuse is not seen here.
"""

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
WORDS = {"Refused", "NotPermitted", "OutOfTurn", "Overtaken", "InvalidInput"}
RULES = [
    *sorted(HOUSE.glob("kargah/*/rules.py")),
    HOUSE / "kargah/inspections/fitness.py",
    *(HOUSE / f"kargah/process/{name}.py" for name in ("engine", "proposals", "refusals")),
]

met: Counter[tuple[str, int]] = Counter()


def of_the_chart() -> dict[tuple[str, int], int]:
    """Where each refusal is said: (file, first line) with its last line."""
    places = {}
    for file in RULES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS:
                places[(str(file.relative_to(HOUSE)), node.lineno)] = node.end_lineno
    return places


def never_met() -> list[str]:
    said = [
        f"{file}:{line}"
        for (file, line), end in of_the_chart().items()
        if not any(name == file and line <= at <= end for name, at in met)
    ]
    return sorted(said)


def pytest_addoption(parser):
    group = parser.getgroup("kargah")
    group.addoption(
        "--every-refusal", action="store_true", help="a refusal of the chart that no test met fails the run"
    )


def pytest_configure(config):
    if config.getoption("--every-refusal"):
        _listen()


def _listen():
    from kargah.refusal import Refused

    born = Refused.__init__

    def noted(self, *args, **kwargs):
        frame = sys._getframe(1)
        while frame.f_code.co_name == "__init__" and frame.f_back:  # of a kind of refusal that adds to it
            frame = frame.f_back
        file = frame.f_code.co_filename
        if file.startswith(str(HOUSE)):
            met[(file[len(str(HOUSE)) + 1 :], frame.f_lineno)] += 1
        born(self, *args, **kwargs)

    Refused.__init__ = noted


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """A worker of the run has ended: what it met counts."""
    for file, line, times in getattr(node, "workeroutput", {}).get("refusals", []):
        met[(file, line)] += times


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["refusals"] = [(file, line, times) for (file, line), times in met.items()]
    elif config.getoption("--every-refusal") and exitstatus == 0 and never_met():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if not config.getoption("--every-refusal"):
        return
    left, places = never_met(), of_the_chart()
    counted = sum(met.values())
    terminalreporter.write_line(
        f"Refusals of the chart: {len(places) - len(left)} of {len(places)} met, {counted} times in all"
    )
    for place in left:
        terminalreporter.write_line(f"  never met: {place}")

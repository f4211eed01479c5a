"""The people and cases of the tests' stories. Every builder walks through the engine, as people do."""

from importlib import import_module
from importlib.util import find_spec

for _chapter in (
    "people", "cycles", "applications", "inspections", "reports", "grading", "certificates", "appeals", "registry",
):  # fmt: skip
    if find_spec(f"{__name__}.{_chapter}"):
        _module = import_module(f"{__name__}.{_chapter}")
        globals().update({name: thing for name, thing in vars(_module).items() if not name.startswith("_")})

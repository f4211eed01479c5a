"""The generated client is of the schema as it stands."""

import importlib.util

from tests.databases import ROOT


def test_the_client_is_fresh():
    place = ROOT / "scripts" / "make_api_client.py"
    spec = importlib.util.spec_from_file_location("make_api_client", place)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    from kargah.api.schema import in_language

    made = script.client_of(in_language("en"))

    assert script.PLACE.read_text() == made, "run scripts/make_api_client.py"

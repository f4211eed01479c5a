"""The server and the rules in its database."""

import sqlite3

import pytest

START = "import kargah.config.wsgi; print('started')"


@pytest.mark.slow
@pytest.mark.sqlite
def test_the_server_refuses_to_start_when_a_rule_of_the_database_is_missing(a_database):
    assert "started" in a_database.python(START).stdout

    with sqlite3.connect(a_database.file) as connection:
        connection.execute("DROP TRIGGER g_journal_entry_is_never_changed")
    connection.close()

    refused = a_database.python(START, check=False)
    assert refused.returncode != 0
    assert "journal_entry_is_never_changed" in refused.stderr

    a_database.run("migrate")
    assert "started" in a_database.python(START).stdout

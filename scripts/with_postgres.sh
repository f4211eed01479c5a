#!/usr/bin/env bash
# with_postgres.sh COMMAND…: runs COMMAND with KARGAH_DATABASE_URL naming a PostgreSQL database made for this run
# and dropped after it. The server: the one of KARGAH_POSTGRES (an address), else one that runs at 127.0.0.1:5432
# or on the socket, else a cluster of its own in a temporary folder. No PostgreSQL at all is a failure.
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
python="$here/.venv/bin/python"
name="kargah_ci_$$"
cluster=""
server=""

sql() { # sql ADDRESS STATEMENT…
    "$python" - "$@" <<'PY'
import sys

import psycopg

with psycopg.connect(sys.argv[1], autocommit=True, connect_timeout=5) as connection:
    for statement in sys.argv[2:]:
        connection.execute(statement)
PY
}

may_create() { # is there a server, and may this user make databases on it?
    "$python" - "$1" <<'PY' 2>/dev/null
import sys

import psycopg

with psycopg.connect(sys.argv[1], connect_timeout=3) as connection:
    row = connection.execute(
        "SELECT rolcreatedb OR rolsuper, current_setting('server_version_num')::int >= 150000"
        " FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    sys.exit(0 if row and all(row) else 1)
PY
}

as_owner() { # initdb refuses root: as root, the packaged user runs the cluster
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

find_bin() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v postgres || echo /none/none)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

start_a_cluster() {
    local bin
    if ! bin="$(find_bin)"; then
        if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
            echo "Installing PostgreSQL for the tests" >&2
            apt-get update -qq || true
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
        fi
        bin="$(find_bin)" || {
            echo "There is no PostgreSQL. Run once, as root: apt-get update && apt-get install -y postgresql" >&2
            exit 1
        }
    fi
    cluster="$(mktemp -d /tmp/kargah-pg.XXXXXX)"
    chmod 755 "$cluster"
    [ "$(id -u)" -eq 0 ] && chown postgres "$cluster"
    cluster_bin="$bin"
    (
        cd "$cluster"
        as_owner "$bin/initdb" -D "$cluster/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
        # The folder lives as long as this run: durability would only cost time.
        as_owner "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -s start \
            -o "-k $cluster -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200"
    ) || { cat "$cluster/log" 2>/dev/null >&2; exit 1; }
    server="postgresql://postgres@/postgres?host=$cluster"
}

clean_up() {
    local code=$?
    trap - EXIT INT TERM
    if [ -n "$server" ]; then
        "$python" - "$server" "$name" <<'PY' || true
import sys

import psycopg

server, name = sys.argv[1:]
with psycopg.connect(server, autocommit=True, connect_timeout=5) as connection:
    # The run's own, the test runner's test_… of it, and the copies made from it.
    found = connection.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"(^|_){name}(_|$)"]).fetchall()
    for (database,) in found:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
PY
    fi
    if [ -n "$cluster" ]; then
        (cd / && as_owner "$cluster_bin/pg_ctl" -D "$cluster/data" -m immediate -s stop) || true
        rm -rf "$cluster"
    fi
    exit "$code"
}

[ $# -gt 0 ] || { echo "usage: with_postgres.sh COMMAND…" >&2; exit 2; }
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -n "${KARGAH_POSTGRES:-}" ]; then
    may_create "$KARGAH_POSTGRES" || { echo "KARGAH_POSTGRES: no server there on which this user may create databases." >&2; exit 1; }
    server="$KARGAH_POSTGRES"
else
    user="$(id -un)"
    for address in \
        "postgresql://postgres@127.0.0.1:5432/postgres" \
        "postgresql://$user@127.0.0.1:5432/postgres" \
        "postgresql://postgres@/postgres?host=/var/run/postgresql" \
        "postgresql://$user@/postgres?host=/var/run/postgresql"; do
        if may_create "$address"; then
            server="$address"
            break
        fi
    done
    [ -n "$server" ] || start_a_cluster
fi

sql "$server" "CREATE DATABASE $name ENCODING 'UTF8' TEMPLATE template0"
KARGAH_DATABASE_URL="$("$python" -c 'import sys
from urllib.parse import urlsplit
print(urlsplit(sys.argv[1])._replace(path="/" + sys.argv[2]).geturl())' "$server" "$name")"
export KARGAH_DATABASE_URL
echo "PostgreSQL: $KARGAH_DATABASE_URL" >&2
"$@"

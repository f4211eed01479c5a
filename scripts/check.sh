#!/usr/bin/env bash
# Everything that can be known without running a test. All of it is run, so that one run shows all that is wrong.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
KARGAH_DATA="$(mktemp -d)"
export KARGAH_DATA
trap 'rm -rf "$KARGAH_DATA"' EXIT
wrong=()

check() { # check NAME COMMAND…
    local name="$1" output
    shift
    if output="$("$@" 2>&1)"; then
        echo "ok      $name"
    else
        echo "WRONG   $name"
        printf '%s\n' "$output" | sed 's/^/        /'
        wrong+=("$name")
    fi
}

check "format" $bin/ruff format --check .
check "lint" $bin/ruff check --quiet .
check "types" $bin/mypy
check "floors and rooms" $bin/lint-imports
check "migrations" $bin/kargah makemigrations --check --dry-run
check "drawing of the chart" $bin/kargah chart --check
check "Persian texts" $bin/python scripts/merge_messages.py --check

if [ ${#wrong[@]} -gt 0 ]; then
    (IFS=,; echo "Wrong: ${wrong[*]}")
    exit 1
fi

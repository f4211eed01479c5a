#!/bin/sh
# Makes .venv with the first Python that is new enough. PYTHON=/path/to/python chooses one.
set -eu
cd "$(dirname "$0")/.."
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        "$candidate" -m venv .venv
        exit 0
    fi
done
echo "Kargah needs Python 3.11 or newer with venv. On Debian: apt-get install python3 python3-venv" >&2
exit 1

#!/usr/bin/env bash
# Brings what `make audit` needs beside the tests' own tools: Node and npm, Java, and the locked packages of tests/audit.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/ensure_test_tools.sh

has() { command -v "$1" >/dev/null 2>&1; }

packages=()
{ has node && has npm; } || packages+=(nodejs npm)
has java || packages+=(default-jre-headless)
if [ ${#packages[@]} -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ] && has apt-get; then
        echo "Installing ${packages[*]} for the audit"
        apt-get update -qq || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
    else
        echo "The audit needs ${packages[*]}: please install them." >&2
        exit 1
    fi
fi
# Lighthouse 12 asks for Node 18.20 or newer.
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 20) ? 0 : 1)' ||
    { echo "The audit needs Node 18.20 or newer; here is $(node --version)." >&2; exit 1; }

cd tests/audit
cmp -s package-lock.json node_modules/.installed && exit 0
echo "Installing the packages of tests/audit/package-lock.json"
npm ci --no-progress --silent
cp package-lock.json node_modules/.installed

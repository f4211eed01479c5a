#!/usr/bin/env bash
# Brings what the tests need beside Python: a Chromium, pdftotext and pdftoppm, zbarimg; and other browsers, if it can.
# Without the right to install it prints the one command to run, and fails.
set -euo pipefail
cd "$(dirname "$0")/.."

bash scripts/other_browsers.sh

has() { command -v "$1" >/dev/null 2>&1; }

a_browser() {
    has chromium || has chromium-browser || has google-chrome || has google-chrome-stable || playwrights_browser
}

playwrights_browser() {
    .venv/bin/python - <<'PY' >/dev/null 2>&1
import pathlib
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    raise SystemExit(not pathlib.Path(playwright.chromium.executable_path).exists())
PY
}

packages=()
a_browser || packages+=(chromium)
{ has pdftotext && has pdftoppm; } || packages+=(poppler-utils)
has zbarimg || packages+=(zbar-tools)
[ ${#packages[@]} -eq 0 ] && exit 0

by_hand="apt-get update && apt-get install -y ${packages[*]}"
refuse() {
    echo "The tests need ${packages[*]}, and this user may not install them. Run once, as root:" >&2
    echo "    $by_hand" >&2
    exit 1
}

has apt-get || { has brew && by_hand="brew install --cask chromium; brew install poppler zbar"; refuse; }
if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif has sudo && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    by_hand="sudo sh -c '$by_hand'"
    refuse
fi

echo "Installing ${packages[*]} for the tests"
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
"${as_root[@]}" apt-get update -qq || true
for package in "${packages[@]}"; do
    if ! install "$package" && [ "$package" = chromium ]; then
        .venv/bin/playwright install --with-deps chromium
    fi
done

a_browser || { echo "There is still no Chromium." >&2; refuse; }
for tool in pdftotext pdftoppm zbarimg; do
    has "$tool" || { echo "There is still no $tool." >&2; refuse; }
done

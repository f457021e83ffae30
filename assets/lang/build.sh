#!/bin/sh
# Makes ru.bin.zst and en.bin.zst again: build.sh. Needs Python 3 with venv, cargo and a network. Same versions, same
# bytes.
set -eu
cd "$(dirname "$0")"
python3 -m venv .venv
.venv/bin/pip install --quiet pymorphy3==2.0.6 pymorphy3-dicts-ru==2.4.417150.4580142 lemminflect==0.2.3
cargo build --release --locked --manifest-path builder/Cargo.toml --target-dir builder/target
for language in ru en; do
    [ -f "export_$language.py" ] || continue
    .venv/bin/python "export_$language.py" "tables/$language"
    builder/target/release/language-builder "tables/$language" "$language.bin.zst"
done

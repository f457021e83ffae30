#!/bin/sh
# Kills exports at random moments and lets them go on: resume.sh HYPERLEX [KILLS]. The folder must be, byte for byte, what
# one run makes. Not part of `cargo test`: it takes some minutes. A file for -s is made from the sample texts.
set -eu

hyperlex=$(realpath "${1:?usage: resume.sh HYPERLEX [KILLS]}")
kills=${2:-30}
root=$(dirname "$(dirname "$(realpath "$0")")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

mkdir "$work/books"
for number in $(seq 10); do
    for text in "$root"/assets/sample/*.txt; do sed "s/\([.!?]\)/ $number\1/g" "$text"; done
done >"$work/books/long.txt"
gzip -k "$work/books/long.txt"

random() { od -An -N2 -tu2 /dev/urandom | awk -v most="$1" '{ printf "%.2f", $1 / 65535 * most }'; }

for case in "jsonl none" "jsonl gzip" "jsonl zstd" "txt zstd" "parquet none"; do
    set -- $case
    export_into() {
        "$hyperlex" export -d "$root/dictionaries/ru.ron" -d "$root/dictionaries/en.ron" -s "$work/books" -o "$1" \
            --format "$format" --compress "$compress" --shard-records 3000 --dedupe=false --min-sites 0 \
            --split 80/10/10 >"$work/log" 2>&1
    }
    format=$1 compress=$2
    started=$(date +%s.%N)
    export_into "$work/whole"
    took=$(echo "$started $(date +%s.%N)" | awk '{ print $2 - $1 }')
    killed=0
    for round in $(seq "$kills"); do
        export_into "$work/broken" &
        sleep "$(random "$took")"
        # The shell of the function and the program it runs.
        pkill -KILL -P $! 2>/dev/null && killed=$((killed + 1))
        wait $! 2>/dev/null || true
        for file in "$work/broken"/*-[0-9]*; do
            case $file in *.part | *'*'*) continue ;; esac
            cmp -s "$file" "$work/whole/$(basename "$file")" || { echo "$case: $file is not whole"; exit 1; }
        done
        if test -e "$work/broken/manifest.json"; then
            diff -r "$work/whole" "$work/broken" || test -d "$work/broken/.hyperlex-journal"
            export_into "$work/broken" || { cat "$work/log"; exit 1; }
            diff -r "$work/whole" "$work/broken"
            rm -r "$work/broken"
        fi
    done
    export_into "$work/broken" || { cat "$work/log"; exit 1; }
    diff -r "$work/whole" "$work/broken"
    echo "$case: killed $killed times, the same folder"
    rm -r "$work/whole" "$work/broken"
done

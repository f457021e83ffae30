#!/bin/sh
# Runs the training kit of exports of every schema on a tiny model: run.sh HYPERLEX ["CASE..."]. See README.md.
set -eu

hyperlex=$(realpath "${1:?usage: run.sh HYPERLEX [\"CASE...\"]}")
cases=${2:-messages prompt-completion text pair alpaca sharegpt plain txt txt-pair both}
steps=${STEPS:-30}
here=$(dirname "$(realpath "$0")")
root=$(dirname "$(dirname "$here")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
# The model is too small to gain from a second thread.
export CUDA_VISIBLE_DEVICES= OMP_NUM_THREADS=1 HF_HUB_OFFLINE=1 HF_HOME="$work/cache"

make_model() {
    python "$here/tiny_model.py" "$@" "$root"/assets/sample/*.txt >"$work/model.log" 2>&1 || {
        cat "$work/model.log"
        exit 1
    }
}

# Exports, trains, checks; each step is said in the case's log.
check() {
    case=$1
    kit=$work/$case
    model=$work/chat
    case $case in
        plain) model=$work/base; set -- ;;
        txt) set -- --format txt ;;
        txt-pair) set -- --format txt --schema pair ;;
        both) set -- --direction both --glossary 50 ;;
        *) set -- --schema "$case" ;;
    esac
    "$hyperlex" export -d "$root/dictionaries/ru.ron" -s "$root/assets/sample" -o "$kit" --sites "$@" || return
    (
        cd "$kit"
        python training/trl_lora.py --model "$model" --max-steps "$steps" --batch 4 --accumulate 1 --lr 2e-2
    ) || return
    for file in adapter_config.json adapter_model.safetensors tokenizer.json tokenizer_config.json; do
        test -s "$kit/lora-out/$file" || { echo "$file is missing"; return 1; }
    done
    # An adapter in the folder does not make the export unsound.
    "$hyperlex" verify "$kit"
}

make_model "$work/chat"
make_model --plain "$work/base"
failed=
for case in $cases; do
    log=$work/$case.log
    check "$case" >"$log" 2>&1 &&
        sed -n 's/^loss: //p' "$log" |
        awk -v name="$case" '{ print name ": loss " $0; fell = $3 < 0.95 * $1 } END { exit !fell }' || {
        tail -n 20 "$log"
        failed="$failed $case"
    }
done
test -z "$failed" || { echo "failed:$failed"; exit 1; }

cd "$work"
for case in $cases; do echo "$case/lora-out"; done | xargs python "$here/check_adapter.py" 2>"$work/load.log" || {
    tail -n 20 "$work/load.log"
    exit 1
}

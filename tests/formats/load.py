"""Loads exports as a trainer would: load.py HYPERLEX. Needs datasets, pyarrow and zstandard.

Every schema, format and compression is exported from the sample and loaded with `datasets.load_dataset(FOLDER)`; the
splits, counts and columns must be those of the report, and the records the same in every format.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from datasets import load_dataset

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMAS = ["messages", "pair", "prompt-completion", "alpaca", "sharegpt", "text"]
FORMS = [("jsonl", "none"), ("jsonl", "gzip"), ("jsonl", "zstd"), ("parquet", "none")]
TXT = [("txt", "none"), ("txt", "gzip"), ("txt", "zstd")]


def export(hyperlex, out, *options):
    command = [hyperlex, "export", "-d", ROOT / "dictionaries/ru.ron", "-s", ROOT / "assets/sample", "-o", out]
    subprocess.run([*command, "--split", "60/20/20", "--shard-records", "100", *options], check=True, capture_output=True)
    subprocess.run([hyperlex, "verify", out], check=True, capture_output=True)


def load(out, cache):
    data = load_dataset(str(out), cache_dir=str(cache))
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    for split in ("train", "validation", "test"):
        told = report["records"][split]
        have = len(data[split]) if split in data else 0
        assert told == have, f"{out.name}: {split}: {have} records, the report tells of {told}"
    return {split: list(data[split]) for split in data}


def main():
    hyperlex = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        for schema in SCHEMAS:
            for extra in ([], ["--sites", "--direction", "both"]):
                seen = []
                for form, compress in FORMS:
                    out = place / f"{schema}-{form}-{compress}-{len(extra)}"
                    export(hyperlex, out, "--schema", schema, "--format", form, "--compress", compress, *extra)
                    seen.append(load(out, place / "cache"))
                assert all(data == seen[0] for data in seen), f"{schema}: formats differ"
                print(f"{schema} {' '.join(extra)}: {sum(map(len, seen[0].values()))} records, the same in {len(FORMS)} forms")
        texts = []
        for form, compress in TXT:
            out = place / f"txt-{compress}"
            export(hyperlex, out, "--format", form, "--compress", compress)
            texts.append(load(out, place / "cache"))
        assert all(data == texts[0] for data in texts), "txt: forms differ"
        print(f"txt: {sum(map(len, texts[0].values()))} records, the same in {len(TXT)} forms")


main()

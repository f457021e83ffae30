#!/usr/bin/env python3
"""Trains a LoRA adapter on this export with TRL and PEFT.

Works on jsonl (also packed: .zst needs the zstandard package) of every schema (messages, prompt-completion, pair, alpaca,
sharegpt, text) and on txt, on a GPU or on the CPU. The loss is taken on the
answer only; records without a question (schema text, txt of targets) are
continued pretraining. See README.md beside this file.
"""

import argparse
import json
from pathlib import Path

# A sequence length that 99 of 100 records of this export fit into.
MAX_LENGTH = 1024

PAIR_INSTRUCTION = "Rewrite:"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="name on the Hugging Face hub, or a folder")
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parent.parent, help="the export folder")
    parser.add_argument("--output", default="lora-out", help="where the adapter goes")
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--max-steps", type=int, default=-1, help="stop earlier, for a trial")
    parser.add_argument("--batch", type=int, default=4, help="records on the device at once")
    parser.add_argument("--accumulate", type=int, default=4, help="batches to a step")
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--max-length", type=int, default=MAX_LENGTH)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def has_pairs(folder):
    """Whether the lines of a txt export are source TAB target."""
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["export"]["txt_pairs"]


def halves(line):
    source, target = line["text"].split("\t", 1)
    return {"source": source, "target": target}


def load(folder):
    """The splits of the export that have files."""
    from datasets import load_dataset

    splits = {}
    for split in ("train", "validation"):
        for kind, loader in (("jsonl", "json"), ("txt", "text"), ("parquet", "parquet")):
            files = sorted(str(path) for path in folder.glob(f"{split}-*.{kind}*"))
            if files:
                splits[split] = load_dataset(loader, data_files={split: files}, split=split)
                if kind == "txt" and has_pairs(folder):
                    splits[split] = splits[split].map(halves, remove_columns="text")
    if "train" not in splits:
        raise SystemExit(f"{folder}: no train-*.jsonl, .txt or .parquet; give the export folder with --data")
    return splits


def turns(record):
    """A record of any schema as (turns before the answer, answer); no answer for plain text."""
    if "messages" in record:
        return record["messages"][:-1], record["messages"][-1]["content"]
    if "conversations" in record:
        roles = {"human": "user", "gpt": "assistant", "system": "system"}
        said = [{"role": roles[turn["from"]], "content": turn["value"]} for turn in record["conversations"]]
        return said[:-1], said[-1]["content"]
    if "prompt" in record:
        return [{"role": "user", "content": record["prompt"]}], record["completion"]
    if "instruction" in record:
        system = [{"role": "system", "content": record["system"]}] if record.get("system") else []
        question = record["instruction"] + "\n\n" + record["input"]
        return system + [{"role": "user", "content": question}], record["output"]
    if "source" in record:
        return [{"role": "user", "content": PAIR_INSTRUCTION + "\n\n" + record["source"]}], record["target"]
    return None, record["text"]


def prepare(dataset, has_chat):
    """Rows for SFTTrainer: prompt and completion (loss on the completion only), or text."""

    def row(record):
        before, answer = turns(record)
        if before is None:
            return {"text": answer}
        if has_chat:
            return {"prompt": before, "completion": [{"role": "assistant", "content": answer}]}
        # A model without a chat template gets plain text; TRL adds the end token to the completion.
        return {"prompt": "\n\n".join(turn["content"] for turn in before) + "\n\n", "completion": answer}

    return dataset.map(row, remove_columns=[name for name in dataset.column_names if name != "text"])


def main():
    args = arguments()

    import torch
    from peft import LoraConfig
    from transformers import AutoTokenizer
    from trl import SFTConfig, SFTTrainer

    tokenizer = AutoTokenizer.from_pretrained(args.model)
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    has_chat = tokenizer.chat_template is not None
    splits = {name: prepare(dataset, has_chat) for name, dataset in load(args.data).items()}

    has_gpu = torch.cuda.is_available()
    config = SFTConfig(
        output_dir=args.output,
        num_train_epochs=args.epochs,
        max_steps=args.max_steps,
        per_device_train_batch_size=args.batch,
        gradient_accumulation_steps=args.accumulate,
        learning_rate=args.lr,
        lr_scheduler_type="cosine",
        warmup_steps=0.03,
        max_length=args.max_length,
        logging_steps=5,
        save_strategy="no",
        eval_strategy="epoch" if "validation" in splits else "no",
        bf16=has_gpu and torch.cuda.is_bf16_supported(),
        use_cpu=not has_gpu and not torch.backends.mps.is_available(),
        gradient_checkpointing=has_gpu,
        report_to=[],
        seed=args.seed,
    )
    lora = LoraConfig(
        r=args.rank,
        lora_alpha=2 * args.rank,
        lora_dropout=0.05,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )
    trainer = SFTTrainer(
        model=args.model,
        args=config,
        train_dataset=splits["train"],
        eval_dataset=splits.get("validation"),
        peft_config=lora,
        processing_class=tokenizer,
    )
    trainer.model.print_trainable_parameters()
    trainer.train()
    trainer.save_model(args.output)
    tokenizer.save_pretrained(args.output)
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    if losses:
        print(f"loss: {losses[0]:.3f} -> {losses[-1]:.3f}")
    print(f"adapter: {args.output}")


if __name__ == "__main__":
    main()

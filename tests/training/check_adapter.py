#!/usr/bin/env python3
"""Loads adapters with their tokenizers as the kit's README says, and lets each answer: check_adapter.py FOLDER..."""

import sys

from peft import AutoPeftModelForCausalLM
from transformers import AutoTokenizer


def check(folder):
    model = AutoPeftModelForCausalLM.from_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    changed = [name for name, weight in model.named_parameters() if "lora_B" in name and weight.abs().sum() > 0]
    assert changed, f"{folder}: no LoRA weight has changed"
    ask = [{"role": "user", "content": "Rewrite:\n\nлюбовь и дождь"}]
    if tokenizer.chat_template:
        inputs = tokenizer.apply_chat_template(ask, add_generation_prompt=True, return_tensors="pt", return_dict=True)
    else:
        inputs = tokenizer(ask[0]["content"] + "\n\n", return_tensors="pt")
    answer = model.generate(**inputs, max_new_tokens=8)
    assert answer.shape[1] > inputs["input_ids"].shape[1], f"{folder}: no answer"
    print(f"{folder}: {len(changed)} layers trained, loads and answers")


for folder in sys.argv[1:]:
    check(folder)

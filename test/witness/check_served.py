"""Compares exported ONNX files with transformers, in padded batches, through ONNX Runtime of Python.

    python test/witness/check_served.py < cases.json

Reads a list of {"folder", "head", "file"} and writes, for each, the largest difference of any output. Both are given the
same ids, lengths and segments, padding on the right. The files are checked by onnx first.
"""

import json
import sys

import numpy as np
import onnx
import onnxruntime
import torch
from transformers import AutoModelForMaskedLM, AutoModelForNextSentencePrediction, AutoModelForSequenceClassification
from transformers.utils import logging

SEED = 11
LENGTHS = [3, 9, 31, 17, 5]
CLASSES = {"mlm": AutoModelForMaskedLM, "classifier": AutoModelForSequenceClassification, "nsp": AutoModelForNextSentencePrediction}


def draw(model, names):
    config = model.config
    rng = np.random.default_rng(SEED)
    longest = max(LENGTHS)
    # Ids of words: RoBERTa counts places of tokens by what is no padding piece.
    ids = rng.integers(10, config.vocab_size - 10, (len(LENGTHS), longest))
    mask = np.array([[1] * length + [0] * (longest - length) for length in LENGTHS])
    ids[mask == 0] = config.pad_token_id or 0
    feeds = {"input_ids": ids, "attention_mask": mask}
    if "token_type_ids" in names:
        feeds["token_type_ids"] = rng.integers(0, config.type_vocab_size, ids.shape)
    return feeds


def compare(case):
    model = CLASSES[case["head"]].from_pretrained(case["folder"], dtype=torch.float32).eval()
    onnx.checker.check_model(case["file"], full_check=True)
    session = onnxruntime.InferenceSession(case["file"], providers=["CPUExecutionProvider"])
    feeds = draw(model, [each.name for each in session.get_inputs()])
    with torch.no_grad():
        expected = model(**{name: torch.from_numpy(values) for name, values in feeds.items()}).logits.numpy()
    (found,) = session.run(["logits"], feeds)
    assert found.shape == expected.shape, (found.shape, expected.shape)
    read = feeds["attention_mask"] == 1 if case["head"] == "mlm" else slice(None)
    return float(np.abs(found - expected)[read].max())


logging.set_verbosity_error()
print(json.dumps([compare(case) for case in json.load(sys.stdin)]))

"""Writes what transformers computes with published checkpoints as they were published, each with the readouts it came with.

    python test/witness/write_published.py FOLDER

published.witness.ts compares Cloze with it. FOLDER gets published.json and published.safetensors. The checkpoints are those
in the packages of weights.txt, and the folders that CLOZE_PUBLISHED names, with the system's separator between them.

Shapes: T tokens, H hidden, L layers, N heads, V vocabulary, K labels.
"""

import importlib.util
import json
import os
import random
import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import torch
import transformers
from safetensors import safe_open
from safetensors.torch import save_file
from transformers.utils import logging

from write_answers import ROOT, count_units, cut_prose

SEED = 31
# Of each package, the folders of its checkpoints, and where its vocabulary is if it is not in them.
PACKAGES = {
    "rxnfp": ["models/transformers/bert_pretrained", "models/transformers/bert_ft", "models/transformers/bert_ft_10k_25s"],
    "rxnmapper": ["models/transformers/albert_heads_8_uspto_all_1310k"],
}
FAMILIES = {"bert": "Bert", "distilbert": "DistilBert", "roberta": "Roberta", "xlm-roberta": "XLMRoberta", "camembert": "Camembert",
            "electra": "Electra", "mpnet": "MPNet", "albert": "Albert"}
# Of each readout: the end of the class that has it, and a tensor that a file of weights has if it was published with it.
READOUTS = {"mlm": ("ForMaskedLM", r"predictions.decoder|predictions.bias|lm_head|vocab_projector"), "nsp": ("ForPreTraining", "seq_relationship"),
            "classifier": ("ForSequenceClassification", "^classifier"), "tags": ("ForTokenClassification", "^classifier"), "answers": ("ForQuestionAnswering", "qa_outputs")}
# Tokens of the texts, besides those that the tokenizer adds; as many as fit in place of 0.
LENGTHS = [1, 4, 17, 60, 0]
# A longer text's attention takes hundreds of megabytes.
MOST_ATTENTION = 70


def list_folders():
    for package, folders in PACKAGES.items():
        spec = importlib.util.find_spec(package)
        if spec is None:
            raise PackageNotFoundError(f"{package}, which test/witness/weights.txt names")
        for folder in folders:
            yield f"{package} {version(package)}, {Path(folder).name}", Path(spec.submodule_search_locations[0]) / folder
    for folder in filter(None, os.environ.get("CLOZE_PUBLISHED", "").split(os.pathsep)):
        yield Path(folder).name, Path(folder).resolve()


def list_tensors(folder):
    if (folder / "model.safetensors").exists():
        with safe_open(folder / "model.safetensors", "pt") as file:
            return list(file.keys())
    return list(torch.load(folder / "pytorch_model.bin", map_location="meta", weights_only=True))


def open_tokenizer(folder, family):
    """A folder without tokenizer.json and settings leaves it to its program whether capitals are told apart; these tell them."""
    if (folder / "tokenizer.json").exists():
        return transformers.AutoTokenizer.from_pretrained(folder)
    return transformers.BertTokenizer.from_pretrained(folder, do_lower_case=False)


def load(kind, end, folder):
    config = getattr(transformers, f"{kind}Config").from_pretrained(folder)
    config._attn_implementation = "eager"
    return getattr(transformers, f"{kind}{end}").from_pretrained(folder, config=config, dtype=torch.float64).eval()


def draw_texts(tokenizer, limit, *, is_masked):
    """Pieces of the vocabulary that are words of their own, some masked; and prose, where the vocabulary is one of a language."""
    draw = random.Random(SEED)
    special = set(tokenizer.all_special_tokens)
    is_word = lambda piece: piece not in special and tokenizer.tokenize(piece) == [piece]
    words = [piece for piece, id in sorted(tokenizer.get_vocab().items(), key=lambda each: each[1])[:3000] if is_word(piece)]
    added = tokenizer.num_special_tokens_to_add()
    texts = []
    for length in LENGTHS:
        chosen = [draw.choice(words) for _ in range(length or limit - added)]
        for index in range(0, len(chosen), 9) if is_masked else []:
            chosen[index] = tokenizer.mask_token
        texts.append((" ".join(chosen), None))
    texts += [(" ".join(draw.choices(words, k=9)), " ".join(draw.choices(words, k=5))), ("naïve Straße 日本語 (x)", "")]
    if len(words) > 1000:
        prose = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
        texts += [(cut_prose(tokenizer, prose, length), None) for length in [3, 40, limit - added]]
    return [(text, pair or None) for text, pair in texts]


def encode(tokenizer, text, pair):
    """Ids, segments, and spans in UTF-16 units; a span is null for a token that the tokenizer added."""
    encoding = tokenizer._tokenizer.encode(text, pair)
    units = [count_units(each) for each in (text, pair or "")]
    spans = [None if side is None else [units[side][start], units[side][end]] for side, (start, end) in zip(encoding.sequence_ids, encoding.offsets)]
    return {"text": text, "pair": pair, "ids": encoding.ids, "segments": encoding.type_ids, "spans": spans}


def feed(kind, case):
    inputs = {"input_ids": torch.tensor([case["ids"]])}
    return inputs if kind in ("MPNet", "Roberta", "XLMRoberta", "Camembert", "DistilBert") else {**inputs, "token_type_ids": torch.tensor([case["segments"]])}


def answer(name, folder, tensors):
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    kind = FAMILIES[config.get("model_type", "bert")]
    tokenizer = open_tokenizer(folder, kind)
    limit = config["max_position_embeddings"] - (2 if kind in ("MPNet", "Roberta", "XLMRoberta", "Camembert") else 0)
    tokenizer.model_max_length = limit
    readouts = list_readouts(config, list_tensors(folder))
    # A name of a special token is ordinary text to a classifier of Cloze.
    cases = [encode(tokenizer, text, pair) for text, pair in draw_texts(tokenizer, limit, is_masked="mlm" in readouts)]
    labels = {}
    for readout in [*readouts, *([] if readouts else ["none"])]:
        model = load(kind, READOUTS.get(readout, ["Model"])[0], folder)
        for index, case in enumerate(cases):
            shown = {} if f"{name}/{index}/hidden" in tensors else {"output_hidden_states": True, "output_attentions": True}
            out = model(**feed(kind, case), **shown)
            if readout != "none":
                tensors[f"{name}/{index}/{readout}"] = read_logits(readout, out)
            if shown:
                tensors[f"{name}/{index}/hidden"] = torch.stack(out.hidden_states)[:, 0]
            if shown and len(case["ids"]) <= MOST_ATTENTION:
                tensors[f"{name}/{index}/attention"] = torch.stack(out.attentions)[:, 0]
        if readout == "classifier":
            labels = label_texts(model, tokenizer, cases)
    return {"name": name, "folder": str(folder), "vocabulary": len(tokenizer), "readouts": readouts, "labels": labels, "cases": cases}


def list_readouts(config, tensors):
    [architecture] = config.get("architectures") or [""]
    found = [name for name, (_, tensor) in READOUTS.items() if any(re.search(tensor, each) for each in tensors)]
    return [name for name in found if name not in ("classifier", "tags") or architecture.endswith(READOUTS[name][0])]


def read_logits(readout, out):
    if readout == "nsp":
        return out.seq_relationship_logits[0] if "seq_relationship_logits" in out else out.sop_logits[0]
    return torch.stack([out.start_logits[0], out.end_logits[0]], 1) if readout == "answers" else out.logits[0]


def label_texts(model, tokenizer, cases):
    """What the pipeline says of each text, by its place among the cases."""
    labeller = transformers.pipeline("text-classification", model=model, tokenizer=tokenizer, top_k=None)
    return {index: {each["label"]: each["score"] for each in labeller({"text": case["text"]})} for index, case in enumerate(cases) if case["pair"] is None}


def main(folder):
    torch.set_grad_enabled(False)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    tensors = {}
    models = [answer(name, path, tensors) for name, path in list_folders()]
    save_file({name: values.to(torch.float32).contiguous().clone() for name, values in tensors.items()}, folder / "published.safetensors")
    (folder / "published.json").write_text(json.dumps({"models": models}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

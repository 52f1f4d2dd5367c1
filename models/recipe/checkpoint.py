"""Published checkpoint folders: `config.json`, `vocab.txt`, `tokenizer_config.json`, `model.safetensors`.

safetensors is written and read here, in forty lines, because Debian has no package of it.
Source: huggingface/safetensors v0.4.3, README "Format": 8 bytes of header length (little-endian),
a JSON header, then the tensors.
"""

import json
import os
import shutil
import struct

import numpy as np
import torch

from model import BertForPreTraining, Config

DTYPES = {"F16": np.float16, "F32": np.float32}
TOKENIZER = {
    "do_lower_case": True,
    "tokenizer_class": "BertTokenizer",
    "model_max_length": 512,
    "unk_token": "[UNK]",
    "sep_token": "[SEP]",
    "pad_token": "[PAD]",
    "cls_token": "[CLS]",
    "mask_token": "[MASK]",
}


def read_safetensors(path):
    """{name: float32 tensor}. Raises ValueError where a tensor's bytes do not fit its shape."""
    with open(path, "rb") as file:
        (header_bytes,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(header_bytes))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        values = np.frombuffer(data[start:end], DTYPES[entry["dtype"]])
        if values.size != np.prod(entry["shape"], dtype=int):
            raise ValueError(f"{path}: tensor {name} has {values.size} values, expected {entry['shape']}")
        tensors[name] = torch.from_numpy(values.reshape(entry["shape"]).astype(np.float32))
    return tensors


def write_safetensors(path, tensors, dtype="F16"):
    """Writes {name: tensor}. Raises ValueError on a value that the dtype cannot hold."""
    header, parts, offset = {"__metadata__": {"format": "pt"}}, [], 0
    for name, tensor in sorted(tensors.items()):
        values = tensor.detach().cpu().float().numpy().astype(DTYPES[dtype])
        if not np.isfinite(values).all():
            raise ValueError(f"tensor {name}: a value is not finite in {dtype}")
        parts.append(values.tobytes())
        header[name] = {"dtype": dtype, "shape": list(values.shape), "data_offsets": [offset, offset + len(parts[-1])]}
        offset += len(parts[-1])
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def read_folder(folder):
    """({name: float32 tensor}, parsed config) of a checkpoint folder: what is in it, and nothing else."""
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    return read_safetensors(os.path.join(folder, "model.safetensors")), config


def load_folder(folder):
    """(model in float32, parsed config) of a checkpoint folder. Heads it lacks keep random values."""
    tensors, config = read_folder(folder)
    labels = tensors["classifier.weight"].shape[0] if "classifier.weight" in tensors else 0
    actions = tensors["slips.weight"].shape[0] if "slips.weight" in tensors else 0
    settings = Config.of(config)
    settings.hidden_dropout_prob = settings.attention_probs_dropout_prob = 0.0  # training sets its own
    model = BertForPreTraining(settings, labels, actions)
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    if unexpected:
        raise ValueError(f"{folder}: tensors that no BERT has: {', '.join(unexpected)}")
    if any(name.startswith("bert.") for name in missing):
        raise ValueError(f"{folder}: the encoder lacks {', '.join(n for n in missing if n.startswith('bert.'))}")
    return model, config


def save_folder(folder, state, config, vocab_path):
    """Writes a checkpoint folder in fp16. `state`: {name: tensor}; `config`: the whole `config.json`."""
    os.makedirs(folder, exist_ok=True)
    write_safetensors(os.path.join(folder, "model.safetensors"), state)
    for name, values in [("config.json", config), ("tokenizer_config.json", TOKENIZER)]:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(values, file, indent=2)
            file.write("\n")
    target = os.path.join(folder, "vocab.txt")
    if os.path.abspath(vocab_path) != os.path.abspath(target):
        shutil.copyfile(vocab_path, target)

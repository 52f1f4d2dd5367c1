"""Turns the state of a pre-training run, finished or not, into a published checkpoint folder.

    python3 export.py --state run/state.pt --vocab vocab.txt --out cloze-small

`pretrain.py` does the same at its end; this is for looking at a run that still goes on. The folder is
read back and compared before it is called good. `--positions` leaves out positions that were not learnt: a
reader of the folder then cuts a long text into windows, which beats reading it with positions that say nothing.
"""

import argparse
import os

import torch

from checkpoint import load_folder, save_folder
from model import Config
from tone_data import label_config

POSITIONS = "bert.embeddings.position_embeddings.weight"


def config_of(state, heads):
    """The architecture that the tensors themselves tell; only the number of heads leaves no trace in them."""
    V, H = state["bert.embeddings.word_embeddings.weight"].shape
    layers = 1 + max(int(name.split(".")[3]) for name in state if name.startswith("bert.encoder.layer."))
    feed_forward = state["bert.encoder.layer.0.intermediate.dense.weight"].shape[0]
    return Config(V, H, layers, heads, feed_forward, len(state[POSITIONS]))


def check_folder(folder, state):
    """Raises ValueError unless the folder holds `state` to half precision and nothing is missing."""
    model, _ = load_folder(folder)
    for name, value in model.state_dict().items():
        if name in state and not torch.allclose(value, state[name].float().half().float()):
            raise ValueError(f"{folder}: tensor {name} came back different")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", required=True)
    parser.add_argument("--vocab", required=True)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--positions", type=int, help="how many to keep; all, unless said")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    saved = torch.load(args.state, map_location="cpu")
    state = saved["model"]
    state[POSITIONS] = state[POSITIONS][: args.positions].clone()
    config = {"architectures": ["BertForPreTraining"], **config_of(state, args.heads).to_json(), "torch_dtype": "float16"}
    if "classifier.weight" in state:
        config |= label_config(1.0)
    save_folder(args.out, state, config, args.vocab)
    check_folder(args.out, state)
    size = sum(os.path.getsize(os.path.join(args.out, name)) for name in os.listdir(args.out))
    print(f"{args.out}: step {saved['step']}, {saved['tokens']} tokens, {saved['seconds'] / 60:.0f} min, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""Rounds a trained checkpoint to weights that int8 holds without loss: 255 steps for each output channel.

    python3 round_weights.py --from run/checkpoint --out cloze-small

The extension computes in int8 with weights rounded so (`src/graph/quantizeRows.ts`), but on x86 without VNNI, where it
rounds them once more: done here once, what it computes in fp32 and in int8 has the same weights, and the two differ by
the rounding of what goes through them alone. For a tone checkpoint run `calibrate.py` afterwards.
"""

import argparse
import os

import torch

from checkpoint import read_folder, save_folder

STEPS = 127  # up, and as many down
FLOAT = ["position_embeddings", "token_type_embeddings", "cls.predictions.transform", "pooler", "seq_relationship", "classifier", "slips."]


def is_rounded(name, value):
    """Whether the extension has this tensor in int8: the list is that of `src/graph/planInt8.ts`."""
    return value.ndim == 2 and not any(part in name for part in FLOAT)


def round_rows(matrix):
    """[out, in] with each row a whole multiple, -127 to 127 times, of a 127th of its largest magnitude."""
    scales = matrix.abs().amax(1, keepdim=True) / STEPS
    # A row of zeros stays one.
    return (matrix / scales.clamp(min=torch.finfo(matrix.dtype).tiny)).round() * scales


def round_weights(state):
    """{name: tensor}, the matrices rounded."""
    return {name: round_rows(value) if is_rounded(name, value) else value for name, value in state.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", required=True, metavar="FOLDER")
    parser.add_argument("--out", required=True, metavar="FOLDER")
    args = parser.parse_args()
    state, config = read_folder(args.source)
    save_folder(args.out, round_weights(state), config, os.path.join(args.source, "vocab.txt"))
    changed = sum(value.numel() for name, value in state.items() if is_rounded(name, value))
    print(f"{args.out}: {changed} of {sum(value.numel() for value in state.values())} weights rounded")


if __name__ == "__main__":
    main()

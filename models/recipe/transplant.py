"""Moves a tone checkpoint onto an encoder that was pre-trained further: new encoder + what fine-tuning had changed.

    python3 transplant.py --tone tone --old old/checkpoint --new run/checkpoint --out tone-new

`old` is what `tone` was fine-tuned from, and what `new` went on from. The result knows most of what `tone` knew
(history.md has figures), so that `finetune.py --start` needs much less time than from `new` itself.
"""

import argparse
import os

from checkpoint import read_folder, save_folder

ENCODER = "bert."


def transplant(tone, old, new):
    """{name: tensor} of tone + new - old in the encoder, and of `tone` alone elsewhere; without pre-training heads.

    Raises ValueError where one of them has no such tensor, or one of another shape.
    """
    moved = {}
    for name, value in tone.items():
        if name.startswith("cls."):
            continue
        if name.startswith(ENCODER):
            shapes = {which: tuple(state[name].shape) if name in state else None for which, state in (("old", old), ("new", new))}
            if set(shapes.values()) != {tuple(value.shape)}:
                raise ValueError(f"tensor {name}: {shapes}, expected {tuple(value.shape)} as in the tone checkpoint")
            value = value + new[name] - old[name]
        moved[name] = value
    return moved


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("tone", "old", "new", "out"):
        parser.add_argument(f"--{name}", required=True, metavar="FOLDER")
    args = parser.parse_args()
    (tone, config), (old, _), (new, _) = (read_folder(folder) for folder in (args.tone, args.old, args.new))
    save_folder(args.out, transplant(tone, old, new), config, os.path.join(args.new, "vocab.txt"))
    print(f"{args.out}: its temperature is still that of {args.tone}")


if __name__ == "__main__":
    main()

"""The mean of the weights of two checkpoints, one of which was taught further from the other.

    python3 average.py --out mean [--share 0.65] start/ taught/

Between them a model may do better than at either end (Wortsman et al. 2022, "Model soups" and "Robust fine-tuning of
zero-shot models"). For a checkpoint with a tone head run `calibrate.py` afterwards.
"""

import argparse
import os

from checkpoint import read_folder, save_folder

SLIPS = "slips."  # tensors of the head for words too many and missing


def average(first, second, share=0.5):
    """{name: mean} of two states, `share` of the second. The head for slips, if the second was taught one, is the second's.

    Raises ValueError where the other tensors are not of the same names and shapes.
    """
    new = {name: value for name, value in second.items() if name.startswith(SLIPS) and name not in first}
    shapes = [{name: tuple(value.shape) for name, value in state.items() if name not in new} for state in (first, second)]
    for name in shapes[0].keys() | shapes[1].keys():
        if shapes[0].get(name) != shapes[1].get(name):
            raise ValueError(f"tensor {name}: {shapes[0].get(name)} and {shapes[1].get(name)}, expected the same in both")
    return {name: (1 - share) * value + share * second[name] for name, value in first.items()} | new


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs=2)
    parser.add_argument("--out", required=True, metavar="FOLDER")
    parser.add_argument("--share", type=float, default=0.5, help="of the second checkpoint, 0 to 1")
    args = parser.parse_args()
    if not 0 <= args.share <= 1:
        parser.error(f"--share is {args.share}, expected 0 to 1")
    (first, _), (second, config) = (read_folder(folder) for folder in args.folders)
    save_folder(args.out, average(first, second, args.share), config, os.path.join(args.folders[1], "vocab.txt"))
    print(f"{args.out}: the mean of {' and '.join(args.folders)}, {args.share:.0%} of the second")


if __name__ == "__main__":
    main()

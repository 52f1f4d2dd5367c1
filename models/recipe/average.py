"""The mean of the weights of two checkpoints, one of which was taught further from the other.

    python3 average.py --out tone start/ taught/

Halfway between them both may do better than either (Wortsman et al. 2022, "Model soups"). For a tone checkpoint run
`calibrate.py` afterwards.
"""

import argparse
import os

from checkpoint import read_folder, save_folder


def average(first, second):
    """{name: mean} of two states. Raises ValueError where their tensors are not of the same names and shapes."""
    shapes = [{name: tuple(value.shape) for name, value in state.items()} for state in (first, second)]
    for name in shapes[0].keys() | shapes[1].keys():
        if shapes[0].get(name) != shapes[1].get(name):
            raise ValueError(f"tensor {name}: {shapes[0].get(name)} and {shapes[1].get(name)}, expected the same in both")
    return {name: (value + second[name]) / 2 for name, value in first.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs=2)
    parser.add_argument("--out", required=True, metavar="FOLDER")
    args = parser.parse_args()
    (first, _), (second, config) = (read_folder(folder) for folder in args.folders)
    save_folder(args.out, average(first, second), config, os.path.join(args.folders[1], "vocab.txt"))
    print(f"{args.out}: the mean of {' and '.join(args.folders)}")


if __name__ == "__main__":
    main()

"""A toy corpus made from a seed, so that the tests need no data: sentences of made-up words in documents."""

import os
import sys

RECIPE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "models", "recipe")
sys.path.insert(0, RECIPE)

SKIPPED = "SKIPPED: the training recipe is not tested, since %s is not installed (Debian: apt-get install python3-torch python3-numpy)"


def skip_message(package):
    """The reason of a skip, also printed: `unittest` shows reasons only when it is asked to be verbose."""
    print(SKIPPED % package, file=sys.stderr)
    return SKIPPED % package


PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "."] + [f"w{i}" for i in range(40)] + [f"##p{i}" for i in range(20)]


def write_toy_corpus(folder, seed=7, documents=60):
    """Writes toy.ids, toy.sentences and toy.documents; returns the path without extension.

    Every sentence ends with "."; a third of the words have a second piece.
    """
    import numpy as np

    rng = np.random.default_rng(seed)
    ids, sentences, starts = [], [0], [0]
    for _ in range(documents):
        for _ in range(int(rng.integers(3, 25))):
            for _ in range(int(rng.integers(4, 18))):
                ids.append(int(rng.integers(6, 46)))
                if rng.random() < 1 / 3:
                    ids.append(int(rng.integers(46, 66)))
            ids.append(5)
            sentences.append(len(ids))
        starts.append(len(sentences) - 1)
    path = os.path.join(folder, "toy")
    np.array(ids, np.uint16).tofile(path + ".ids")
    np.array(sentences, np.int64).tofile(path + ".sentences")
    np.array(starts, np.int64).tofile(path + ".documents")
    return path

"""A toy vocabulary of real words, since slips are made of words, and a corpus of it from a seed."""

import os

SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = (
    "a an and are as be been by can for form format forms from has have he if in is it its of on one or our return returned "
    "returns set sets than that the their then there they this to use used user users value values was were we will with you "
    "your file files filed filled fill list lists lost read reads reader write writes written right know now no not"
).split()
PIECES = [*SPECIALS, ".", ",", "'", "s", "re", *WORDS, "plugin", "##s", "##ed", "##x"]
SENTENCE_WORDS = [*WORDS, "plugin", "plugin ##s", "it ' s", "you ' re", "plugin ##x"]


def write_word_corpus(folder, seed=5, documents=80):
    """Writes words.ids, words.sentences and words.documents; returns the path without extension."""
    import numpy as np

    number = {piece: i for i, piece in enumerate(PIECES)}
    rng = np.random.default_rng(seed)
    ids, sentences, starts = [], [0], [0]
    for _ in range(documents):
        for _ in range(int(rng.integers(3, 12))):
            for at in rng.integers(len(SENTENCE_WORDS), size=int(rng.integers(5, 16))):
                ids += [number[piece] for piece in SENTENCE_WORDS[at].split()]
            ids.append(number["."])
            sentences.append(len(ids))
        starts.append(len(sentences) - 1)
    path = os.path.join(folder, "words")
    np.array(ids, np.uint16).tofile(path + ".ids")
    np.array(sentences, np.int64).tofile(path + ".sentences")
    np.array(starts, np.int64).tofile(path + ".documents")
    return path

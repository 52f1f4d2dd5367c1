"""Which pieces of a vocabulary are words by themselves, and how often, counted in the ids of `corpus.py`.

A WordPiece vocabulary is full of beginnings ("theor" of "theorem") that no writer means.
"""

from collections import Counter

import numpy as np

LEAST_COUNT = 60  # of a word, in all sources together
LEAST_SHARE = 0.25  # of the times that a piece stands, those where it is the whole word
LEAST_ENDED = 10  # of a word with an ending that is a piece of its own
ENDINGS = ("##s", "##d", "##ed", "##ing", "##ly")


def count_words(sources, pieces):
    """({word: count}, {ending: {word: count}}): words of one piece, and such words with an ending that is a second piece.

    sources: of `examples.py`.
    """
    continuation = np.array([piece.startswith("##") for piece in pieces])
    number = {piece: i for i, piece in enumerate(pieces)}
    every, whole = np.zeros(len(pieces), np.int64), np.zeros(len(pieces), np.int64)
    ended = {ending: np.zeros(len(pieces), np.int64) for ending in ENDINGS if ending in number}
    for source in sources:
        ids = np.append(np.asarray(source.ids), [0, 0])
        first, second, third = ids[:-2], ids[1:-1], ids[2:]
        every += np.bincount(first, minlength=len(pieces))
        starts = ~continuation[first]
        whole += np.bincount(first[starts & ~continuation[second]], minlength=len(pieces))
        two = starts & ~continuation[third]
        for ending, counts in ended.items():
            counts += np.bincount(first[two & (second == number[ending])], minlength=len(pieces))
    kept = (whole >= LEAST_COUNT) & (whole >= LEAST_SHARE * every) & ~continuation
    words = Counter({pieces[i]: int(whole[i]) for i in np.flatnonzero(kept)})
    return words, {ending: {pieces[i]: int(counts[i]) for i in np.flatnonzero(kept & (counts >= LEAST_ENDED))} for ending, counts in ended.items()}

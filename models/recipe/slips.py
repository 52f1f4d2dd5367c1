"""Puts slips into sentences: the makers of what `teach_slips.py` teaches.

A sentence comes as ids and leaves as ids with, for every place, what a writer meant there:

    meant   the word that should stand at this place; -1 where no word is judged (it has no candidates, or is hidden)
    action  what is to be done with this piece: keep it, drop it, put a word in before it, write it apart ("its" → "it's")
            or together; -1 where that is not asked

Everything is drawn from one `numpy` generator, so a seed gives the same slips.
"""

from dataclasses import dataclass, field

import numpy as np

from candidates import KINDS, build_candidates, read_contractions
from wordpiece import split_words
from words import ENDINGS

INSERTED = tuple(
    "the a an to of in on for with at by from as and or but if that which this it you we they is are was were be been has "
    "have had will would can may should not do does so when your".split()
)
ACTIONS = ("keep", "drop", "apart", "together", *INSERTED, *ENDINGS)  # from INSERTED on: put this in before
KEEP, DROP, APART, TOGETHER = range(4)
NONE = -1
LITTLE = KINDS.index("little")
REPLACED = 0.055  # of the words that have candidates
KIND_SHARES = {"endings": 0.45, "letters": 0.25, "little": 0.17, "listed": 0.13}
MISSING = 0.03  # of the little words
ADDED = 0.006  # of the places
DOUBLED_SHARE = 0.4  # of what is put in: the word itself once more
NEAR_SHARE = 0.5  # of the rest: beside a little word, one of its class, as is left when a sentence is rewritten
CONTRACTED = 0.06  # of the words and contractions that may stand for each other
ENDED = 0.03  # of the words that have an ending of their own piece, and of those that could
MOST_CANDIDATES = 64  # of a word, the frequent ones first


@dataclass
class Slipped:
    """One text with slips. ids: what stands there; meant, action: as above; all of one length, without specials."""

    ids: list = field(default_factory=list)
    meant: list = field(default_factory=list)
    action: list = field(default_factory=list)

    def add(self, piece, meant=NONE, action=KEEP):
        self.ids.append(int(piece))
        self.meant.append(int(meant))
        self.action.append(int(action))

    def extend(self, other):
        self.ids += other.ids
        self.meant += other.meant
        self.action += other.action


class SlipMaker:
    """Knows the candidates of every word of a vocabulary, as ids, and how likely each one is to be written for it."""

    def __init__(self, wordpiece, words, ended):
        """words: {word: count}; ended: {ending: {word: count}}, both of `count_words`."""
        self.wordpiece, V = wordpiece, len(wordpiece.pieces)
        self.continuation = np.array([piece.startswith("##") for piece in wordpiece.pieces])
        number = wordpiece.ids
        counts = np.zeros(V)
        for word, count in words.items():
            counts[number[word]] = count
        by_kind = build_candidates(words)
        self.candidates = self.order_candidates(by_kind, counts)  # {id: ids, the frequent first}
        self.draws = [self.weigh(by_kind[kind], counts) for kind in KINDS]  # per kind {id: (ids, cumulative shares)}
        self.kinds = np.zeros((len(KINDS), V), bool)
        for kind, draws in enumerate(self.draws):
            self.kinds[kind, list(draws)] = True
        self.judged = np.zeros(V, bool)
        self.judged[list(self.candidates)] = True
        self.insert = {number[word]: ACTIONS.index(word) for word in INSERTED if word in number}
        little = np.array(sorted(self.insert))
        self.little, self.is_little = little, np.isin(np.arange(V), little)
        self.little_shares = np.cumsum(np.sqrt(counts[little] + 1) / np.sqrt(counts[little] + 1).sum())
        self.ended = {number[e]: {number[w] for w in found} for e, found in ended.items()}
        self.endings_of = {}
        for ending, found in self.ended.items():
            for word in found:
                self.endings_of.setdefault(word, []).append(ending)
        self.apart, self.together = self.read_contractions()
        self.shares = np.cumsum([KIND_SHARES[kind] for kind in KINDS])

    def order_candidates(self, by_kind, counts):
        found = {}
        for kind in KINDS:
            for word, others in by_kind[kind].items():
                found.setdefault(word, set()).update(others)
        number = self.wordpiece.ids
        ids = {number[word]: sorted((number[o] for o in others), key=lambda i: (-counts[i], i)) for word, others in found.items()}
        return {word: np.array(others[:MOST_CANDIDATES]) for word, others in sorted(ids.items())}

    def weigh(self, pairs, counts):
        """{id: (ids, cumulative shares)}, each share by the root of the frequency. Only pairs that are candidates both ways."""
        number, draws = self.wordpiece.ids, {}
        for word, others in pairs.items():
            i = number[word]
            kept = np.array([number[o] for o in others if number[o] in self.candidates[i] and i in self.candidates[number[o]]])
            if len(kept):
                roots = np.sqrt(counts[kept] + 1)
                draws[i] = kept, np.cumsum(roots / roots.sum())
        return draws

    def read_contractions(self):
        """({id of a word: ids of its contraction}, {ids of a contraction: [ids of words]})."""
        apart, together = {}, {}
        for word, contraction in read_contractions():
            pieces = self.wordpiece.word_ids(word)
            parts = tuple(i for part in split_words(contraction) for i in self.wordpiece.word_ids(part))
            if len(pieces) == 1 and self.wordpiece.unk not in (*pieces, *parts):
                apart.setdefault(pieces[0], parts)
                together.setdefault(parts, []).append(pieces[0])
        return apart, together

    def slip(self, sentence, rng):
        """`Slipped` of one sentence. sentence: ids without specials."""
        ids = np.asarray(sentence)
        starts = np.flatnonzero(~self.continuation[ids] | (np.arange(len(ids)) == 0))
        ends = np.append(starts[1:], len(ids))
        changed = self.draw_changes(ids, starts, ends, rng)
        out, pending = Slipped(), KEEP
        for at, (start, end) in enumerate(zip(starts, ends)):
            word, change = ids[start:end], changed.get(at, (None,))
            if change[0] == "passed":
                continue  # the rest of a contraction that was written as one word
            action, pending = pending, KEEP
            if change[0] == "missing":
                pending = self.insert[int(word[0])]
                continue
            if change[0] == "added":
                out.add(change[1], NONE, DROP)
            if change[0] == "other":
                out.add(change[1], word[0], action)
            elif change[0] == "pieces":
                self.add_pieces(out, change[1], change[2], action)
                pending = change[3]
            else:
                for i, piece in enumerate(word):
                    judged = len(word) == 1 and self.judged[piece]
                    out.add(piece, piece if judged else NONE, action if i == 0 else KEEP)
            if change[0] == "doubled":
                for piece in word:
                    out.add(piece, NONE, DROP)
        return out

    def add_pieces(self, out, pieces, actions, first):
        for i, (piece, action) in enumerate(zip(pieces, actions)):
            out.add(piece, NONE, first if i == 0 and action == KEEP else action)

    def draw_changes(self, ids, starts, ends, rng):
        """{number of a word: its change}: ("other", id), ("missing",), ("added", id), ("doubled",),
        ("pieces", ids, actions, action of the next word) or ("passed",), which leaves it out."""
        count = len(starts)
        single = (ends - starts) == 1
        first = ids[starts]
        changed = {}

        def free(at):
            # A word beside another change keeps as it is: two in one place have no one right answer.
            return not any(near in changed for near in (at - 1, at, at + 1))

        self.contract(ids, starts, single, changed, rng)
        self.change_endings(ids, starts, ends, changed, free, rng)
        places = np.flatnonzero(single & self.judged[first])
        for _ in range(rng.binomial(len(places), REPLACED)):
            kind = min(int(np.searchsorted(self.shares, rng.random(), "right")), len(KINDS) - 1)
            fitting = places[self.kinds[kind, first[places]]]
            if len(fitting):
                at = int(fitting[rng.integers(len(fitting))])
                if free(at):
                    others, shares = self.draws[kind][int(first[at])]
                    changed[at] = "other", int(others[min(int(np.searchsorted(shares, rng.random(), "right")), len(others) - 1)])
        for at in np.flatnonzero(single & self.is_little[first] & (rng.random(count) < MISSING)):
            if 0 < at < count - 1 and free(at):
                changed[int(at)] = ("missing",)
        for at in np.flatnonzero(rng.random(count) < ADDED):
            at = int(at)
            if at > 0 and free(at):
                self.put_in(at, first, single, changed, rng)
        return changed

    def put_in(self, at, first, single, changed, rng):
        if rng.random() < DOUBLED_SHARE:
            if self.wordpiece.pieces[first[at]][0].isalpha():
                changed[at] = ("doubled",)
            return
        word = int(first[at])
        if single[at] and self.is_little[word] and rng.random() < NEAR_SHARE and word in self.draws[LITTLE]:
            others, shares = self.draws[LITTLE][word]
            added = int(others[min(int(np.searchsorted(shares, rng.random(), "right")), len(others) - 1)])
        else:
            added = int(self.little[min(int(np.searchsorted(self.little_shares, rng.random(), "right")), len(self.little) - 1)])
        if added != word and added != int(first[at - 1]):
            changed[at] = "added", added

    def contract(self, ids, starts, single, changed, rng):
        """Contractions written as one word, and the reverse. Each part of a contraction is a word by itself."""
        for at in range(len(starts)):
            if not single[at] or at in changed:
                continue
            word = int(ids[starts[at]])
            parts = tuple(int(i) for i in ids[starts[at] : starts[at] + 3])
            if parts in self.together and single[at : at + 3].all() and len(parts) == 3:
                if rng.random() < CONTRACTED:
                    choices = self.together[parts]
                    changed[at] = "pieces", [choices[rng.integers(len(choices))]], [APART], KEEP
                    changed[at + 1] = changed[at + 2] = ("passed",)
            elif word in self.apart and rng.random() < CONTRACTED:
                parts = self.apart[word]
                changed[at] = "pieces", list(parts), [TOGETHER] + [NONE] * (len(parts) - 1), KEEP

    def change_endings(self, ids, starts, ends, changed, free, rng):
        """Endings that are a piece of their own, left out or put on: "plugin" for "plugin ##s"."""
        for at in np.flatnonzero(rng.random(len(starts)) < ENDED):
            at = int(at)
            word = [int(i) for i in ids[starts[at] : ends[at]]]
            if not free(at):
                continue
            if len(word) == 1 and word[0] in self.endings_of:
                choices = self.endings_of[word[0]]
                changed[at] = "pieces", [word[0], choices[rng.integers(len(choices))]], [KEEP, DROP], KEEP
            elif len(word) == 2 and at < len(starts) - 1 and word[0] in self.ended.get(word[1], ()):
                changed[at] = "pieces", [word[0]], [KEEP], ACTIONS.index(self.wordpiece.pieces[word[1]])

"""Batches of `teach_slips.py`: sentences with slips, ordinary pre-training examples, and sentences with a tone.

Three endless streams; the place of each is two numbers, so that a run goes on where it stopped.
"""

import numpy as np

from examples import collate
from slips import NONE, Slipped

MASKED = 0.07  # of the words of a text with slips
ALONE = 0.78  # of the texts, about half of the tokens: one sentence; the others are sentences that follow each other
LEAST_TOKENS = 6
POOL = 16  # batches


class Stream:
    """An endless stream of batches; `make(pool)` gives the list of batches of one numbered pool."""

    def __init__(self, make):
        self.make, self.place, self.held, self.batches = make, [0, 0], None, []

    def next(self):
        self.fill()
        if self.place[1] >= len(self.batches):
            self.place = [self.place[0] + 1, 0]
            self.fill()
        self.place[1] += 1
        return self.batches[self.place[1] - 1]

    def fill(self):
        if self.held != self.place[0]:
            self.held, self.batches = self.place[0], self.make(self.place[0])


def cut_by_length(rows, length, batch_tokens, rng):
    """Lists of rows of like length, each of at most `batch_tokens` padded tokens, in random order."""
    batches, batch = [], []
    for row in sorted(rows, key=length):
        if batch and (len(batch) + 1) * length(row) > batch_tokens:
            batches.append(batch)
            batch = []
        batch.append(row)
    batches.append(batch)
    return [batches[i] for i in rng.permutation(len(batches))]


class SlipTexts:
    """Texts with slips, out of a mixture of sources."""

    def __init__(self, mixture, maker, seed, batch_tokens, max_tokens=128):
        self.mixture, self.maker, self.seed, self.batch_tokens = mixture, maker, seed, batch_tokens
        self.room = max_tokens - 2

    def pool(self, number):
        rng = np.random.default_rng([self.seed, 1, number])
        texts, tokens = [], 0
        while tokens < self.batch_tokens * POOL:
            text = self.draw(rng)
            if len(text.ids) >= LEAST_TOKENS:
                texts.append(self.hide(text, rng))
                tokens += len(text.ids) + 2
        return [collate_slips(batch, self.maker.wordpiece) for batch in cut_by_length(texts, lambda t: len(t[0].ids) + 2, self.batch_tokens, rng)]

    def draw(self, rng):
        """One sentence, or some that follow each other, cut at `room` tokens."""
        source = self.mixture.draw(rng)
        first = int(rng.integers(len(source.sentences) - 1))
        last = source.document_of(first)[1]
        # So many tokens at least, if the document has them: of every length, as windows in an editor are.
        wanted = 0 if rng.random() < ALONE else int(rng.integers(self.room // 3, self.room + 1))
        text = Slipped()
        for at in range(first, last):
            text.extend(self.maker.slip(source.sentence(at), rng))
            if len(text.ids) >= wanted:
                break
        return Slipped(text.ids[: self.room], text.meant[: self.room], text.action[: self.room])

    def hide(self, text, rng):
        """(text, places, targets): whole words hidden as in pre-training, of which neither meaning nor action is asked."""
        ids, pieces = np.array(text.ids), self.maker.continuation
        starts = np.flatnonzero(~pieces[ids])
        ends = np.append(starts[1:], len(ids))
        meant, action = np.array(text.meant), np.array(text.action)
        places = [
            np.arange(start, end)
            for start, end in zip(starts, ends)
            if rng.random() < MASKED and (action[start:end] == 0).all() and meant[start] in (NONE, ids[start])
        ]
        places = np.concatenate(places) if places else np.zeros(0, np.int64)
        targets, roll = ids[places], rng.random(len(places))
        drawn = rng.integers(5, len(pieces), size=len(places))
        ids[places] = np.where(roll < 0.8, self.maker.wordpiece.mask, np.where(roll < 0.9, drawn, targets))
        meant[places] = action[places] = NONE
        return Slipped(ids.tolist(), meant.tolist(), action.tolist()), places, targets


def collate_slips(batch, wordpiece):
    """Numpy arrays: ids [B, T], lengths [B]; positions, targets [M] of hidden pieces; places, meant [R] of judged words;
    acted, action [A]. Places are into B*T."""
    width = -(-max(len(text.ids) + 2 for text, _, _ in batch) // 8) * 8
    ids = np.full((len(batch), width), wordpiece.pad, np.int64)
    meant, action = (np.full((len(batch), width), NONE, np.int64) for _ in range(2))
    positions = []
    for row, (text, places, _) in enumerate(batch):
        n = len(text.ids)
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = wordpiece.cls, text.ids, wordpiece.sep
        meant[row, 1 : n + 1], action[row, 1 : n + 1] = text.meant, text.action
        positions.append(row * width + 1 + places)
    judged, acted = np.flatnonzero(meant.ravel() != NONE), np.flatnonzero(action.ravel() != NONE)
    return {
        "ids": ids,
        "lengths": np.array([len(text.ids) + 2 for text, _, _ in batch]),
        "positions": np.concatenate(positions),
        "targets": np.concatenate([targets for _, _, targets in batch]),
        "judged": judged,
        "meant": meant.ravel()[judged],
        "acted": acted,
        "action": action.ravel()[acted],
    }


def pair_pools(mixture, settings, seed, batch_tokens, pad):
    """`make` of ordinary pre-training examples, pairs and single sentences with hidden words."""
    return lambda number: [collate(batch, pad) for batch in mixture.pool(number, seed, settings, batch_tokens)]


class ToneTexts:
    """Sentences with a tone, out of the file of `encode_tone.py`. Their labels are not used: the tone is held, not taught."""

    def __init__(self, path, seed, batch_tokens, pad):
        rows = np.load(path)
        self.ids, self.starts = rows["ids"], rows["starts"]
        self.seed, self.batch_tokens, self.pad = seed, batch_tokens, pad

    def pool(self, number):
        rng = np.random.default_rng([self.seed, 3, number])
        rows, tokens = [], 0
        while tokens < self.batch_tokens * POOL:
            at = int(rng.integers(len(self.starts) - 1))
            rows.append(self.ids[self.starts[at] : self.starts[at + 1]])
            tokens += len(rows[-1])
        return [self.collate(batch) for batch in cut_by_length(rows, len, self.batch_tokens, rng)]

    def collate(self, rows):
        width = -(-max(map(len, rows)) // 8) * 8
        ids = np.full((len(rows), width), self.pad, np.int64)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
        return {"ids": ids, "lengths": np.array([len(row) for row in rows])}

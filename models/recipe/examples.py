"""Pre-training examples as in the BERT paper, made on the fly from memory-mapped ids.

An example is "[CLS] A [SEP] B [SEP]": A is one or more sentences of a document, B the true continuation
(half of the pairs) or something else (the other half). Of the others, SAME_DOCUMENT_SHARE come from the
same document but do not follow, because topic alone makes "another document" too easy. Of the rest, half
come from any document, as in the paper, and half from another document of the same source, where style
alone does not give the answer away. The easy ones are needed too: with hard ones only, a small model
stood at 50 % through its first 2 million tokens.

Everything is drawn from one `numpy` generator, so a seed gives the same examples.
"""

import os
from dataclasses import dataclass, field

import numpy as np

SAME_DOCUMENT_SHARE = 0.35
ANY_SOURCE_SHARE = 0.3  # of the segments from another document: half from any source, half from the same one
SINGLE_SHARE = 0.12  # one sentence alone, no NSP: what a writer's editor asks about most
SENTENCE_PAIR_SHARE = 0.45  # of the pairs below full length: one sentence each, as NSP is used in the editor
SHORTER_SHARE = 0.5  # of the long examples: of any length down to a quarter, so that a text may end anywhere
TRIES = 20


class Source:
    """One corpus file: ids, and where sentences and documents start. Memory-mapped, read-only."""

    def __init__(self, path):
        self.ids = np.memmap(path + ".ids", np.uint16, "r")
        self.sentences = np.fromfile(path + ".sentences", np.int64)  # [S + 1]
        self.documents = np.fromfile(path + ".documents", np.int64)  # [N + 1]

    def sentence(self, index):
        return self.ids[self.sentences[index] : self.sentences[index + 1]].tolist()

    def document_of(self, sentence):
        """(first sentence, one past the last) of the document that holds `sentence`."""
        at = int(np.searchsorted(self.documents, sentence, "right")) - 1
        return int(self.documents[at]), int(self.documents[at + 1])


@dataclass
class Settings:
    """How examples are made. `special` are the ids of [PAD], [UNK], [CLS], [SEP], [MASK]."""

    special: list
    continuation: np.ndarray  # bool [V]: True where a piece starts with ##
    max_tokens: int = 128
    mask_share: float = 0.15
    whole_word: bool = True
    same_share: float = SAME_DOCUMENT_SHARE
    any_source_share: float = ANY_SOURCE_SHARE
    single_share: float = SINGLE_SHARE
    full_length: bool = False  # long examples: as many sentences as the document and the drawn length allow

    random_ids: np.ndarray = field(init=False)  # every id a random replacement may be
    is_special: np.ndarray = field(init=False)  # bool [V]

    def __post_init__(self):
        self.is_special = np.isin(np.arange(len(self.continuation)), self.special)
        self.random_ids = np.setdiff1d(np.arange(len(self.continuation)), self.special)


@dataclass
class Example:
    """ids, segments: lists of T ints. is_next: 0 next, 1 not next, -100 a single segment. tone: 0 to 2, -100 unknown."""

    ids: list
    segments: list
    is_next: int
    positions: np.ndarray = None  # int [M], where the model must predict
    targets: np.ndarray = None  # int [M], what stood there
    kind: str = ""  # "next", "other", "same", "single" or "tone"; for tests and statistics
    tone: int = -100


def make_pair(source, settings, rng, elsewhere=None):
    """Draws one example, not yet masked. `elsewhere`: draws the source of a segment from any document."""
    budget = settings.max_tokens - 3
    if settings.full_length and rng.random() < SHORTER_SHARE:
        budget = int(rng.integers(budget // 4, budget))
    anchor = int(rng.integers(len(source.sentences) - 1))
    first, last = source.document_of(anchor)
    style = rng.random()
    if style < settings.single_share or last - anchor < 2:
        # Long ones are read as the editor reads a word with all that stands around it: one segment.
        text = gather(source, anchor, take_sentences(source, anchor, last, budget)) if settings.full_length else source.sentence(anchor)
        return join(settings, text[: budget + 1], None, -100, "single")
    short = not settings.full_length and style < settings.single_share + SENTENCE_PAIR_SHARE
    end = anchor + 2 if short else take_sentences(source, anchor, last, budget)
    cut = anchor + 1 if short or end - anchor < 2 else int(rng.integers(anchor + 1, end))
    a = gather(source, anchor, cut)
    kind = "next" if rng.random() < 0.5 else "same" if rng.random() < settings.same_share else "other"
    room = 1 if short else max(budget - len(a), 8)
    start, stop = cut, last
    if kind == "same":
        start = same_document_start(rng, first, last, anchor, cut)
        # A second segment that runs into A would show the model A's own words.
        stop = anchor if start < anchor else last
        kind = "same" if start >= 0 else "other"
    other = source
    if kind == "other":
        if elsewhere and rng.random() < settings.any_source_share:
            other = elsewhere(rng)
        # Another source has no document to avoid.
        start, stop = other_document_start(other, rng, first if other is source else 0, last if other is source else 0)
    b = gather(other, start, take_sentences(other, start, stop, room))
    a, b = truncate(a, b, budget)
    return join(settings, a, b, int(kind != "next"), kind)


def same_document_start(rng, first, last, anchor, cut):
    """A sentence of the same document outside A and not right after it; -1 where there is none."""
    for _ in range(TRIES):
        start = int(rng.integers(first, last))
        if start < anchor or start > cut:
            return start
    return -1


def other_document_start(source, rng, first, last):
    """(sentence, end of its document) of a sentence of another document of the source."""
    for _ in range(TRIES):
        start = int(rng.integers(len(source.sentences) - 1))
        if not first <= start < last:
            return start, source.document_of(start)[1]
    raise ValueError("a source needs two documents, or no sentence can come from another one")


def take_sentences(source, start, stop, budget):
    """One past the last sentence so that [start, end) just covers `budget` tokens, or reaches `stop`."""
    end = int(np.searchsorted(source.sentences, source.sentences[start] + budget))
    return max(start + 1, min(end, stop))


def gather(source, start, stop):
    return source.ids[source.sentences[start] : source.sentences[stop]].tolist()


def truncate(a, b, budget):
    """Shortens the longer segment until both fit: A at its front, B at its back.

    google-research/bert cuts front or back by chance; here the two ends that meet stay, since a "true next"
    whose seam was cut out is a wrong label to a model that has little time.
    """
    while len(a) + len(b) > budget:
        surplus = min(len(a) + len(b) - budget, max(1, abs(len(a) - len(b))))
        if len(a) > len(b):
            a = a[surplus:]
        else:
            b = b[: len(b) - surplus]
    return a, b


def join(settings, a, b, is_next, kind):
    _, _, cls, sep, _ = settings.special
    ids, segments = [cls, *a, sep], [0] * (len(a) + 2)
    if b is not None:
        ids += [*b, sep]
        segments += [1] * (len(b) + 1)
    return Example(ids, segments, is_next, kind=kind)


def mask_example(example, settings, rng):
    """Chooses `mask_share` of the tokens (at least one); of those 80 % [MASK], 10 % random, 10 % kept. In place."""
    ids = np.array(example.ids)
    candidates = np.flatnonzero(~settings.is_special[ids])
    wanted = max(1, round(len(ids) * settings.mask_share))
    if settings.whole_word:
        chosen = choose_words(ids, candidates, wanted, settings, rng)
    else:
        chosen = np.sort(rng.permutation(candidates)[:wanted])
    example.positions, example.targets = chosen, ids[chosen]
    roll = rng.random(len(chosen))
    replaced = np.where(roll < 0.9, settings.random_ids[rng.integers(len(settings.random_ids), size=len(chosen))], ids[chosen])
    ids[chosen] = np.where(roll < 0.8, settings.special[4], replaced)
    example.ids = ids.tolist()
    return example


def choose_words(ids, candidates, wanted, settings, rng):
    """Positions of whole words, drawn until `wanted` pieces are reached; a word that would overshoot is passed over."""
    starts = np.flatnonzero(~settings.continuation[ids[candidates]] | (np.diff(candidates, prepend=-2) > 1))
    ends = np.append(starts[1:], len(candidates))
    order = rng.permutation(len(starts))
    lengths = (ends - starts)[order]
    chosen, count = [], 0
    for word, length in zip(order, lengths):
        if count + length <= wanted:
            chosen.append(candidates[starts[word] : ends[word]])
            count += length
        if count == wanted:
            break
    # Every word is longer than the budget of a very short text: one of them, cut, is better than none.
    return np.sort(np.concatenate(chosen)) if chosen else candidates[starts[order[0]] :][:wanted]


class Mixture:
    """Sources with weights. `pool` makes the batches of one numbered pool, the same ones for the same seed."""

    def __init__(self, weights):
        """weights: {path without extension: share of the examples}."""
        self.sources = [Source(path) for path in weights]
        self.names = [os.path.basename(path) for path in weights]
        total = sum(weights.values())
        self.bounds = np.cumsum([w / total for w in weights.values()])

    def draw(self, rng):
        """One of the sources, by its share."""
        return self.sources[min(int(np.searchsorted(self.bounds, rng.random(), "right")), len(self.sources) - 1)]

    def examples(self, settings, rng, wanted):
        """Masked examples of at least `wanted` tokens in all."""
        examples, tokens = [], 0
        while tokens < wanted:
            example = make_pair(self.draw(rng), settings, rng, self.draw)
            if len(example.ids) < 6:
                continue  # nothing to learn from "[CLS] yes . [SEP]"
            examples.append(mask_example(example, settings, rng))
            tokens += len(example.ids)
        return examples

    def pool(self, number, seed, settings, batch_tokens, batches=16):
        """A list of batches (lists of masked examples), each of about `batch_tokens` padded tokens.

        Examples are sorted by length before they are cut into batches, so that little is padding.
        """
        rng = np.random.default_rng([seed, settings.max_tokens, number])
        examples = self.examples(settings, rng, batch_tokens * batches)
        examples.sort(key=lambda e: len(e.ids))
        cut, batch = [], []
        for example in examples:
            if batch and (len(batch) + 1) * len(example.ids) > batch_tokens:
                cut.append(batch)
                batch = []
            batch.append(example)
        cut.append(batch)
        return [cut[i] for i in rng.permutation(len(cut))]


def collate(batch, pad):
    """Numpy arrays of a batch: ids, segments [B, T]; lengths [B] or None; positions, targets [M]; is_next [B]."""
    width = max(len(e.ids) for e in batch)
    width = min(-(-width // 8) * 8, 512)  # multiples of 8 keep the matrix kernels on their fast path
    ids = np.full((len(batch), width), pad, np.int64)
    segments = np.zeros((len(batch), width), np.int64)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = example.ids
        segments[row, : len(example.ids)] = example.segments
    lengths = np.array([len(e.ids) for e in batch])
    return {
        "ids": ids,
        "segments": segments,
        "lengths": None if (lengths == width).all() else lengths,
        "positions": np.concatenate([row * width + e.positions for row, e in enumerate(batch)]),
        "targets": np.concatenate([e.targets for e in batch]).astype(np.int64),
        "is_next": np.array([e.is_next for e in batch]),
    }

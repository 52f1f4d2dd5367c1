"""Questions put to a pre-trained checkpoint, made from held-out documents alone.

Everything is drawn from one seed, so two checkpoints answer the same questions; the text of a question
does not depend on the vocabulary, so checkpoints with different vocabularies can be compared.
"""

import random
import re

from corpus import read_documents, split_sentences
from wordpiece import split_words

MIN_WORDS, MAX_WORDS = 6, 60  # of a sentence that is asked about
WORD = re.compile(r"[^\W_]", re.UNICODE)  # a word has a letter or digit; punctuation is no word to fill in


def read_held_out(path):
    """[[sentence, ...], ...]: the documents of a `NAME.dev.txt`."""
    documents = []
    for document in read_documents(path):
        sentences = [s for paragraph in document.split("\n") for s in split_sentences(paragraph)]
        if sentences:
            documents.append(sentences)
    return documents


def is_askable(sentence):
    return MIN_WORDS <= len(split_words(sentence)) <= MAX_WORDS


def draw_fills(documents, count, seed):
    """[(words, index)]: a sentence as words, and the one word, drawn uniformly, that is hidden."""
    rng = random.Random(seed)
    sentences = sorted({s for document in documents for s in document if is_askable(s)})
    questions = []
    for sentence in rng.sample(sentences, min(count, len(sentences))):
        words = split_words(sentence)
        places = [i for i, word in enumerate(words) if WORD.search(word)]
        if places:
            questions.append((words, rng.choice(places)))
    return questions


def draw_pairs(documents, count, seed, width=1):
    """{"next" | "other" | "same": [(text, text)]}, `count` of each; segments of `width` sentences.

    "other" starts anywhere in another document of the same collection; "same" anywhere in the same
    document that neither overlaps A nor is what follows it.
    """
    rng = random.Random(seed)
    rooms = [d for d in documents if len(d) >= 4 * width + 2]
    # A document is drawn by its number of sentences, as a writer's sentence would be.
    weights = [len(d) for d in rooms]
    pairs = {"next": [], "other": [], "same": []}
    while min(map(len, pairs.values())) < count:
        document = rng.choices(rooms, weights)[0]
        start = rng.randrange(len(document) - 2 * width + 1)
        a, follower = document[start : start + width], start + width
        if not all(map(is_askable, a)):
            continue
        for kind in pairs:
            b = draw_second(kind, document, start, follower, width, rooms, weights, rng)
            if b and all(map(is_askable, b)) and len(pairs[kind]) < count:
                pairs[kind].append((" ".join(a), " ".join(b)))
    return pairs


def draw_second(kind, document, start, follower, width, rooms, weights, rng):
    """The sentences of the second segment; None where this draw found none."""
    if kind == "next":
        return document[follower : follower + width]
    if kind == "same":
        at = rng.randrange(len(document) - width + 1)
        return None if start - width < at <= follower else document[at : at + width]
    other = rng.choices(rooms, weights)[0]
    at = rng.randrange(len(other) - width + 1)
    return None if other is document else other[at : at + width]


def area_under_curve(higher, lower):
    """The chance that a value of `higher` is above one of `lower`; ties count half."""
    ranked = sorted([(v, 1) for v in higher] + [(v, 0) for v in lower])
    total, i = 0.0, 0
    while i < len(ranked):
        j = i
        while j < len(ranked) and ranked[j][0] == ranked[i][0]:
            j += 1
        total += sum(kind for _, kind in ranked[i:j]) * (i + j + 1) / 2  # mean rank, from 1
        i = j
    n, m = len(higher), len(lower)
    return (total - n * (n + 1) / 2) / (n * m)

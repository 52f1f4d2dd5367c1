"""Which words may stand by mistake where another one was meant, by kind. Words of one piece only: a slip is judged at one place.

    endings  another form of the word: number, person, tense, -ing, -ly and so on; irregular ones are listed
    letters  one letter more, less, other, or two swapped
    little   one little word (preposition, article, auxiliary, ...) for another of its class
    listed   pairs of `slips/confusions.tsv`: homophones and words that look alike

Each kind is symmetric: if A may stand for B, B may stand for A. So a slip that `slips.py` makes always has the word as it
was among the candidates of the word that is read.
"""

import os
import re
from collections import defaultdict

KINDS = ("endings", "letters", "little", "listed")
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "slips")
WORD = re.compile(r"[a-z]+$")
SHORT = 2  # letters: words of so many, or fewer, are taken only where they are known to be words
VOWELS = "aeiou"


def read_groups(name):
    """[(words, kind)] of a table in `slips/`: words between spaces, then the kind; the first line is a heading."""
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return [(tuple(row[0].split()), row[1]) for row in rows]


def read_confusions():
    """Groups of whole words that are listed as confused with each other, contractions left out."""
    return [words for words, kind in read_groups("confusions.tsv") if kind != "apart"]


def read_contractions():
    """[(word, contraction)], such as ("its", "it's")."""
    return [words for words, kind in read_groups("confusions.tsv") if kind == "apart"]


def read_little():
    """The classes of little words, each a tuple; a word may be in several."""
    return [words for words, _ in read_groups("little.tsv")]


def is_candidate(word):
    """Letters alone; a word of one or two letters only if it is listed, since most such pieces are no words."""
    return bool(WORD.match(word)) and (len(word) > SHORT or word in SHORT_WORDS)


# British and American spelling: neither is a slip. (pattern of the one, what the other has in its place)
VARIANTS = [
    (re.compile(r"(?<=..)our(?!$|s$)|(?<=...)our(?=s?$)"), "or"),
    (re.compile(r"(?<=...)is(?=(e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=...)ys(?=(e|ed|es|er|ing)$)"), "yz"),
    (re.compile(r"(?<=...)ll(?=(ed|ing|er|ers|or|ors)$)"), "l"),
    (re.compile(r"(?<=..)re(?=s?$)"), "er"),
    (re.compile(r"(?<=...)ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=...)ence(?=s?$)"), "ense"),
    (re.compile(r"mme(?=s?$)"), "m"),
]


def is_variant(one, other):
    """True where two words are British and American spelling of one: colour and color, travelled and traveled."""
    return one != other and any(pattern.sub(with_, a) == b for pattern, with_ in VARIANTS for a, b in ((one, other), (other, one)))


def build_candidates(words):
    """{kind: {word: [words]}} over the words that may stand for each other. Sorted, so the same every time."""
    words = {word for word in words if is_candidate(word)}
    groups = {
        "endings": [group for group, kind in read_groups("forms.tsv")] + [forms_of(word) for word in sorted(words - LITTLE_WORDS)],
        "little": read_little(),
        "listed": read_confusions(),
    }
    found = {kind: pair_up(members, words) for kind, members in groups.items()}
    found["letters"] = find_neighbours(words)
    return {kind: dict(drop_variants(found[kind])) for kind in KINDS}


def drop_variants(pairs):
    for word, others in sorted(pairs.items()):
        kept = sorted(other for other in others if not is_variant(word, other))
        if kept:
            yield word, kept


LITTLE_WORDS = {word for words in read_little() for word in words}  # their forms are listed; rules make "thing" of "the"
SHORT_WORDS = {word for word in LITTLE_WORDS if len(word) <= SHORT}


def pair_up(groups, words):
    """{word: set of the other words of its groups}, those in `words` alone."""
    pairs = defaultdict(set)
    for group in groups:
        members = {word for word in group if word in words}
        for word in members:
            pairs[word] |= members - {word}
    return {word: others for word, others in pairs.items() if others}


def forms_of(base):
    """Regular forms that `base` may have, itself first. Many are no words; the vocabulary tells."""
    stems = {base}
    if base.endswith("e"):
        stems.add(base[:-1])
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        stems.add(base[:-1] + "i")
    if len(base) > 2 and base[-1] not in VOWELS + "wxy" and base[-2] in VOWELS:
        stems.add(base + base[-1])
    forms = [base, base + "s"]
    for stem in sorted(stems):
        forms += [stem + ending for ending in ("es", "ed", "d", "ing", "er", "ers", "or", "ors", "ly", "ally", "able", "al", "ment", "ion", "ation", "ness", "ity")]
    if base.endswith("le"):
        forms.append(base[:-1] + "y")
    if base.endswith(("ent", "ant")):
        forms += [base[:-1] + "ce", base[:-1] + "cy"]
    if len(base) < 3:
        return (base,)
    return tuple(dict.fromkeys(forms))


def find_neighbours(words):
    """{word: set of words within one edit}: a letter more, less or other, or two neighbouring ones swapped."""
    shapes, pairs = defaultdict(set), defaultdict(set)
    for word in words:
        for i in range(len(word)):
            shapes[word[:i] + "." + word[i + 1 :]].add(word)  # of one shape: one letter differs
    for word in words:
        for i in range(len(word)):
            pairs[word] |= shapes[word[:i] + "." + word[i + 1 :]]
            shorter, swapped = word[:i] + word[i + 1 :], word[:i] + word[i : i + 2][::-1] + word[i + 2 :]
            if shorter in words:
                pairs[word].add(shorter)
                pairs[shorter].add(word)
            if swapped in words:
                pairs[word].add(swapped)
        pairs[word].discard(word)
    return {word: others for word, others in pairs.items() if others}

"""Uncased WordPiece exactly as google-research/bert `tokenization.py` does it, with a cache of words.

The extension has its own tokenizer in TypeScript; this one exists so that the recipe needs nothing
but Python. The two must agree, since a model is only as good as the ids it is given.
"""

import re
import sys
import unicodedata

SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
MAX_WORD_CHARS = 100  # google-research/bert: longer words are [UNK]


def is_punctuation(char):
    """True for every Unicode P* character, and for the ASCII symbols that BERT also cuts at ($, +, ~, ...)."""
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P")


# A class built once is 20 times faster than asking `unicodedata` for every character of the corpus.
PUNCTUATION = "".join(re.escape(chr(c)) for c in range(sys.maxunicode + 1) if is_punctuation(chr(c)))
CJK = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002a6df\U0002a700-\U0002b81f\uf900-\ufaff\U0002f800-\U0002fa1f"
WORDS = re.compile(f"[{PUNCTUATION}{CJK}]|[^\\s{PUNCTUATION}{CJK}]+")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]")


def split_words(text):
    """Lower-cased, accent-free words and single punctuation marks of `text`, in order."""
    text = text.lower()
    if not text.isascii():
        text = CONTROLS.sub("", text)
        text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return WORDS.findall(text)


class WordPiece:
    """Words to ids. Holds the vocabulary and a cache that makes a repeated word one dictionary look-up."""

    def __init__(self, pieces):
        self.pieces = list(pieces)
        self.ids = {piece: i for i, piece in enumerate(self.pieces)}
        missing = [name for name in SPECIALS if name not in self.ids]
        if missing:
            raise ValueError(f"vocabulary of {len(self.pieces)} pieces lacks {', '.join(missing)}")
        self.pad, self.unk, self.cls, self.sep, self.mask = (self.ids[name] for name in SPECIALS)
        self.cache = {}

    @classmethod
    def read(cls, path):
        """Reads a `vocab.txt`: one piece a line, the line number is the id."""
        with open(path, encoding="utf-8") as file:
            return cls(line.rstrip("\n") for line in file)

    def word_ids(self, word):
        """The ids of one word, longest piece first; (unk,) where no pieces cover it."""
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self.cut_word(word)
        return found

    def cut_word(self, word):
        if len(word) > MAX_WORD_CHARS:
            return (self.unk,)
        ids, start = [], 0
        while start < len(word):
            end = len(word)
            prefix = "##" if start else ""
            while end > start and prefix + word[start:end] not in self.ids:
                end -= 1
            if end == start:
                return (self.unk,)
            ids.append(self.ids[prefix + word[start:end]])
            start = end
        return tuple(ids)

    def encode(self, text):
        """Ids of `text` without [CLS] and [SEP]."""
        ids = []
        for word in split_words(text):
            ids.extend(self.word_ids(word))
        return ids

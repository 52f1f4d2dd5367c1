"""Turns raw prose into a memory-mapped file of ids, once, so that pre-training never tokenizes.

    python3 corpus.py --vocab vocab.txt --out ids docs.txt.xz wiki-0.txt.xz ...

Input: one paragraph a line, an empty line between documents (`.xz` or plain), or `label<TAB>text`
rows in a `.tsv(.xz)`, each row a document. One document in a hundred, chosen by the hash of its text,
is held out for `evaluate.py` and kept as text.

Output, for an input called NAME:
    NAME.ids        uint16, every id of the training documents, end to end
    NAME.sentences  int64 [S + 1], where each sentence starts in NAME.ids
    NAME.documents  int64 [N + 1], the sentence with which each document starts
    NAME.dev.txt    the held-out documents, in the input's own format
"""

import argparse
import array
import hashlib
import lzma
import os
import re
import time

import numpy as np

from wordpiece import WordPiece

HELD_OUT_PERCENT = 1
# A sentence ends at . ! or ? before a capital, digit, quote or bracket. Abbreviations of a few letters
# ("e.g.", "Mr.", "U.S.") are no ends: a wrong cut costs more here than a missed one.
SENTENCE_END = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][\"')\]”’]))"
    r"(?<!\b[A-Za-z]\.)(?<!\b(?:Mr|Dr|St|vs|cf|Jr|Sr|No)\.)(?<!\b(?:Mrs|etc)\.)"
    r"\s+(?=[A-Z0-9\"'(\[“‘])"
)


def is_held_out(document):
    """True for the one document in a hundred that no training may see. Depends on the text alone."""
    return int(hashlib.sha1(document.encode("utf-8")).hexdigest(), 16) % 100 < HELD_OUT_PERCENT


def split_sentences(paragraph):
    """The sentences of one paragraph, in order, none empty."""
    return [s for s in SENTENCE_END.split(paragraph) if s]


def read_documents(path):
    """Yields each document as its text, paragraphs separated by a newline."""
    open_text = lzma.open if path.endswith(".xz") else open
    with open_text(path, "rt", encoding="utf-8") as file:
        if ".tsv" in os.path.basename(path):
            next(file)  # the header
            for line in file:
                yield line.rstrip("\n").split("\t", 1)[1].replace("<br />", " ")
            return
        paragraphs = []
        for line in file:
            line = line.strip()
            if line:
                paragraphs.append(line)
            elif paragraphs:
                yield "\n".join(paragraphs)
                paragraphs = []
        if paragraphs:
            yield "\n".join(paragraphs)


def encode_corpus(path, out, wordpiece, max_tokens):
    """Writes the four files of one input; returns (tokens, sentences, documents, held-out documents)."""
    ids, sentences, documents, held_out = array.array("H"), array.array("q", [0]), array.array("q", [0]), 0
    with open(out + ".dev.txt", "w", encoding="utf-8") as dev:
        for document in read_documents(path):
            if is_held_out(document):
                dev.write(document + "\n\n")
                held_out += 1
                continue
            if len(ids) >= max_tokens:
                continue  # not `break`: the held-out documents must not depend on the budget
            for paragraph in document.split("\n"):
                for sentence in split_sentences(paragraph):
                    ids.extend(wordpiece.encode(sentence))
                    if len(ids) > sentences[-1]:
                        sentences.append(len(ids))
            if len(sentences) - 1 > documents[-1]:
                documents.append(len(sentences) - 1)
    for name, values, dtype in [("ids", ids, "u2"), ("sentences", sentences, "i8"), ("documents", documents, "i8")]:
        np.frombuffer(values, dtype=dtype).tofile(f"{out}.{name}")
    return len(ids), len(sentences) - 1, len(documents) - 1, held_out


def name_of(path):
    """A corpus file's name without `.txt` or `.tsv` and `.xz`: that of its id files."""
    return re.sub(r"(\.(txt|tsv))?(\.xz)?$", "", os.path.basename(path))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vocab", required=True)
    parser.add_argument("--out", required=True, help="folder for the id files")
    parser.add_argument("--max-tokens", type=int, default=10**9, help="stop taking training documents of a file here")
    parser.add_argument("inputs", nargs="+")
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    wordpiece = WordPiece.read(args.vocab)
    if len(wordpiece.pieces) > 65536:
        raise SystemExit(f"{args.vocab}: {len(wordpiece.pieces)} pieces do not fit uint16, expected at most 65536")
    names = [name_of(path) for path in args.inputs]
    if len(set(names)) < len(names):
        raise SystemExit(f"{', '.join(args.inputs)}: two of one name, expected a name of its own for each")
    for path in args.inputs:
        started = time.time()
        name = name_of(path)
        counts = encode_corpus(path, os.path.join(args.out, name), wordpiece, args.max_tokens)
        print("%s: %d tokens, %d sentences, %d documents, %d held out" % (name, *counts), "in %.0f s" % (time.time() - started), flush=True)


if __name__ == "__main__":
    main()

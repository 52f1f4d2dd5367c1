"""Writes the questions of `evaluate.py` as JSON lines, so that the extension's own engine can be asked the very same.

    python3 questions.py --data DATA --out questions/ --count 3000

Needs no PyTorch and no checkpoint. The held-out documents are found again in the raw corpus, by the hash of their
text; draws and seed are those of `evaluate.py`, which with the same count asks the same questions.

    NAME.fill.jsonl     {"text", "word", "before", "after"}: a sentence, the index of the hidden one among its words, and
                        up to CONTEXT sentences of its document on each side, for those who ask with context
    NAME.pairs.jsonl    {"width", "kind", "first", "second", "before"}: kind is next, other or same; the sentences before
                        the first, where that is one sentence
    tone.jsonl          {"set", "text", "label", "calibration"}: the last, whether the temperature was fitted on the row
"""

import argparse
import json
import os

from corpus import is_held_out, read_documents
from probes import draw_fills, draw_pairs, is_askable, read_held_out
from tone_data import LABELS, held_out_rows, is_calibration
from wordpiece import split_words

HERE = os.path.dirname(os.path.abspath(__file__))
COLLECTIONS = ["docs", "wiki-0"]
WIDTHS = [1, 3]  # sentences of a segment
CONTEXT = 10


def write_lines(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(f"{path}: {len(rows)}", flush=True)


def write_held_out(raw, path):
    """The held-out documents as `corpus.py` keeps them."""
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(document + "\n\n" for document in read_documents(raw) if is_held_out(document))


def find_places(documents):
    """{words of a sentence: (its document, its index there)}"""
    return {tuple(split_words(s)): (document, i) for document in documents for i, s in enumerate(document) if is_askable(s)}


def sentences_before(document, at):
    return document[max(0, at - CONTEXT) : at]


def fill_rows(documents, count, seed):
    """`draw_fills`, with each sentence as it stands in its document, and what stands around it."""
    places, rows = find_places(documents), []
    for words, index in draw_fills(documents, count, seed):
        document, at = places[tuple(words)]
        around = {"before": sentences_before(document, at), "after": document[at + 1 : at + 1 + CONTEXT]}
        rows.append({"text": document[at], "word": index, **around})
    return rows


def pair_rows(documents, count, seed):
    places, rows = find_places(documents), []
    for width in WIDTHS:
        for kind, pairs in draw_pairs(documents, count, seed, width=width).items():
            for first, second in pairs:
                before = sentences_before(*places[tuple(split_words(first))]) if width == 1 else []
                rows.append({"width": width, "kind": kind, "first": first, "second": second, "before": before})
    return rows


def tone_rows(sets):
    return [
        {"set": name, "text": text, "label": LABELS[label], "calibration": is_calibration(text)}
        for name, rows in sets.items()
        for text, label in rows
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder with corpus/ and sentiment/")
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, default=3000, help="as in evaluate.py")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--material", default=os.path.join(HERE, "tone"), help="folder of our own sentences")
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    for name in COLLECTIONS:
        dev = os.path.join(args.out, f"{name}.dev.txt")
        write_held_out(os.path.join(args.data, "corpus", f"{name}.txt.xz"), dev)
        documents = read_held_out(dev)
        write_lines(os.path.join(args.out, f"{name}.fill.jsonl"), fill_rows(documents, args.count, args.seed))
        write_lines(os.path.join(args.out, f"{name}.pairs.jsonl"), pair_rows(documents, args.count // 2, args.seed))
    prose_dev = {name: os.path.join(args.out, f"{file}.dev.txt") for name, file in (("documentation", "docs"), ("encyclopedia", "wiki-0"))}
    sets = held_out_rows(os.path.join(args.data, "sentiment"), args.material, prose_dev)
    write_lines(os.path.join(args.out, "tone.jsonl"), tone_rows(sets))


if __name__ == "__main__":
    main()

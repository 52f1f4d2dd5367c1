"""Prints what a checkpoint finds of slips, and how often it is wrong in clean text.

    python3 measure_slips.py --checkpoint slips/checkpoint --held-out ids/docs.dev.txt --held-out ids/wiki-0.dev.txt \\
        --real slips/real.jsonl --json figures.json

Slips of a program: in held-out sentences one word each is replaced, by a listed word that it is confused with, or by any word
within one edit. Slips of writers: `--real`, sentences with what a person made of them; found means mended exactly so.
A threshold is set by what it costs: so many clean sentences in 1,000 that get a remark.
"""

import argparse
import json
import os
import random
import time

import numpy as np
import torch

from candidates import build_candidates
from checkpoint import load_folder
from probes import is_askable, read_held_out
from processor import count_cores
from slip_reader import SlipReader, cut_words, mend
from wordpiece import WordPiece

ALARMS = (1, 2, 4)  # in 1,000 clean sentences
REMARKS = (2, 5, 10)  # in 1,000 sentences that a person has mended, of each kind of finding
LEAST = -1.0  # threshold: the reader says nothing of lower scores
KINDS = ("edit1", "edit2", "article", "small", "missing", "extra", "double")
PLACED = {"listed": "listed", "neighbour": "letters"}


def read_candidates(folder):
    """{word: [words]} of `candidates.tsv`."""
    with open(os.path.join(folder, "candidates.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return {word: others.split() for word, others in rows}


def draw_slips(sentences, pairs, wordpiece, count, rng):
    """[(text with one slip, text as it was)]: a word that is asked about, and another one in its place."""
    slips = []
    for text in sentences:
        places = [w for w in cut_words(text, wordpiece) if w.asked and w.text in pairs]
        if places and len(slips) < count:
            word = rng.choice(places)
            slips.append((text[: word.start] + rng.choice(pairs[word.text]) + text[word.end :], text))
    return slips


def best_scores(findings, kind=None):
    """Highest score of each text's findings; -inf where there are none."""
    return np.array([max((f.score for f in found if kind in (None, f.kind)), default=-np.inf) for found in findings])


def threshold_at(scores, rate):
    """Least threshold at which no more than `rate` of 1,000 of the texts get a remark."""
    allowed = int(rate * len(scores) / 1000)
    return max(LEAST, float(np.sort(scores)[::-1][allowed]) + 1e-6) if allowed < len(scores) else LEAST


def right_scores(texts, findings, wanted, kind=None):
    """(score of the best finding that mends the text as wanted, whether it is the best at its place)."""
    right = np.full(len(texts), -np.inf)
    for row, (text, found, fixed) in enumerate(zip(texts, findings, wanted)):
        goal = " ".join(fixed.lower().split())
        best = {}
        for f in found:
            place = (f.kind, f.start, f.end)
            if place not in best or f.score > best[place].score:
                best[place] = f
        for f in best.values():
            if kind in (None, f.kind) and f.score > right[row] and mend(text, f) == goal:
                right[row] = f.score
    return right


def read_twice(reader, texts):
    """(findings of the first reading, of both)."""
    cut, found = reader.read(texts)
    return found, reader.read_again(cut, found)


def measure_placed(reader, clean, slips):
    """Of each set of slips put in: found at so many alarms, and how many of the suggestions are right. For one and both readings."""
    readings = {name: read_twice(reader, [text for text, _ in pairs]) for name, pairs in slips.items()}
    figures = {}
    for step, clean_findings in zip(("one reading", "both"), read_twice(reader, clean)):
        other, part = best_scores(clean_findings, "other"), {}
        for name, pairs in slips.items():
            findings = readings[name][step == "both"]
            right = right_scores([text for text, _ in pairs], findings, [fixed for _, fixed in pairs], "other")
            best = best_scores(findings, "other")
            for rate in ALARMS:
                limit = threshold_at(other, rate)
                part[f"{name}_{rate}"] = float((right >= limit).mean())
                part[f"{name}_{rate}_right"] = float((right >= limit).sum() / max(1, (best >= limit).sum()))
        figures[f"placed, {step}"] = part
    return figures


def measure_written(reader, rows):
    """Of writers' slips: mended exactly, by kind, at so many remarks of each kind of finding in 1,000 mended sentences."""
    texts, fixed = [row["text"] for row in rows], [row["fixed"] for row in rows]
    kinds = np.array([row["kind"] for row in rows])
    figures = {}
    for step, clean, findings in zip(("one reading", "both"), read_twice(reader, fixed), read_twice(reader, texts)):
        part = {}
        for rate in REMARKS:
            found, remarks = np.zeros(len(rows), bool), np.zeros(len(rows), bool)
            for kind in ("other", "extra", "missing"):
                scores = best_scores(clean, kind)
                limit = threshold_at(scores, rate)
                found |= right_scores(texts, findings, fixed, kind) >= limit
                remarks |= scores >= limit
            part[f"all_{rate}"] = float(found.mean())
            part[f"remarks_{rate}"] = float(1000 * remarks.mean())
            part |= {f"{kind}_{rate}": float(found[kinds == kind].mean()) for kind in KINDS if (kinds == kind).any()}
        figures[f"written, {step}"] = part
    return figures


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--candidates", help="folder with candidates.tsv, where the checkpoint has none")
    parser.add_argument("--held-out", action="append", default=[], help="NAME.dev.txt of corpus.py; may be given again")
    parser.add_argument("--real", help="slips of writers, JSON lines")
    parser.add_argument("--count", type=int, default=500, help="slips of each set; clean sentences are four times as many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=count_cores())
    parser.add_argument("--json")
    args = parser.parse_args(argv)
    torch.set_num_threads(args.threads)
    started = time.time()
    model, _ = load_folder(args.checkpoint)
    wordpiece = WordPiece.read(os.path.join(args.checkpoint, "vocab.txt"))
    candidates = read_candidates(args.candidates or args.checkpoint)
    reader, figures = SlipReader(model, wordpiece, candidates), {}
    rng = random.Random(args.seed)
    sentences = sorted({s for path in args.held_out for document in read_held_out(path) for s in document if is_askable(s)})
    if sentences:
        drawn = rng.sample(sentences, min(len(sentences), 8 * args.count))
        clean, rest = drawn[: 4 * args.count], drawn[4 * args.count :]
        pairs = build_candidates(candidates)
        slips = {name: draw_slips(rest, pairs[kind], wordpiece, args.count, rng) for name, kind in PLACED.items()}
        figures |= measure_placed(reader, clean, slips)
    if args.real:
        with open(args.real, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        figures |= measure_written(reader, rows)
    for name, values in figures.items():
        print(name, " ".join(f"{key} {value:.3f}" for key, value in values.items()))
    print(f"{time.time() - started:.0f} s")
    if args.json:
        with open(args.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=2)


if __name__ == "__main__":
    main()

"""Prints every figure of a checkpoint, and writes them as JSON.

    python3 evaluate.py --pretrained run/checkpoint --tone tone --sentiment sentiment/ \\
        --held-out ids/docs.dev.txt --held-out ids/wiki-0.dev.txt --docs-dev ids/docs.dev.txt --wiki-dev ids/wiki-0.dev.txt \\
        --json figures.json

Only held-out documents and sentences are asked about, in float32 on the float16 weights as shipped.
`--rows FILE` writes the held-out tone sentences with labels and probabilities, so that another
classifier (a word list, or the extension's own engine) can be measured on the very same sentences.
"""

import argparse
import json
import os
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

from calibrate import calibration_error
from checkpoint import load_folder
from probes import WORD, area_under_curve, draw_fills, draw_pairs, read_held_out
from processor import count_cores
from tone_data import LABELS, held_out_rows, is_calibration
from tone_model import softmax, tone_logits
from wordpiece import WordPiece

HERE = os.path.dirname(os.path.abspath(__file__))
BATCH = 64
SEGMENT_TOKENS = 128
LONG_TOKENS = (256, 512)
MARKED = 0.8  # least P(negative) of what the editor underlines, unless told otherwise


def run_encoder(model, inputs, pad, read):
    """Calls `read(hidden [b, T, H], row numbers)` on batches of (ids, segments), sorted by length."""
    order = sorted(range(len(inputs)), key=lambda i: len(inputs[i][0]))
    model.eval()
    with torch.no_grad():
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            width = max(len(inputs[i][0]) for i in rows)
            ids = torch.full((len(rows), width), pad, dtype=torch.long)
            segments = torch.zeros((len(rows), width), dtype=torch.long)
            for at, i in enumerate(rows):
                ids[at, : len(inputs[i][0])] = torch.tensor(inputs[i][0])
                segments[at, : len(inputs[i][1])] = torch.tensor(inputs[i][1])
            lengths = torch.tensor([len(inputs[i][0]) for i in rows])
            read(model.bert(ids, segments, lengths), rows)


def measure_fills(model, wordpiece, questions):
    """{"top1", "top5", "loss", "words", and the same for words of one piece}: a word is right if all of its pieces are.

    The loss, -log P of a word's pieces (their mean, in nats), tells checkpoints apart with far fewer words than hits do.
    """
    inputs, places, targets = [], [], []
    for words, hidden_word in questions:
        ids, place, target = [wordpiece.cls], [], []
        for i, word in enumerate(words):
            pieces = wordpiece.word_ids(word)
            if i == hidden_word:
                place, target = list(range(len(ids), len(ids) + len(pieces))), list(pieces)
                pieces = [wordpiece.mask] * len(pieces)
            ids.extend(pieces)
        ids.append(wordpiece.sep)
        inputs.append((ids, [0] * len(ids)))
        places.append(place)
        targets.append(target)
    right, losses = np.zeros((len(questions), 2), bool), np.zeros(len(questions))

    def read(hidden, rows):
        for at, i in enumerate(rows):
            logits = model.mlm_logits(hidden[at, places[i]])
            losses[i] = F.cross_entropy(logits, torch.tensor(targets[i])).item()
            top = logits.topk(5, -1).indices.tolist()  # [pieces, 5]
            right[i, 0] = all(t[0] == want for t, want in zip(top, targets[i]))
            right[i, 1] = all(want in t for t, want in zip(top, targets[i]))

    run_encoder(model, inputs, wordpiece.pad, read)
    known = np.array([wordpiece.unk not in target for target in targets])
    right &= known[:, None]  # an [UNK] can be guessed, but it is not the word
    single = np.array([len(target) == 1 for target in targets]) & known
    return {
        "words": len(questions),
        "top1": right[:, 0].mean(),
        "top5": right[:, 1].mean(),
        "loss": losses.mean(),
        "one_piece_words": int(single.sum()),
        "one_piece_top1": right[single, 0].mean(),
        "one_piece_top5": right[single, 1].mean(),
    }


def measure_long(model, wordpiece, documents, texts, seed):
    """Top-1 and loss of a word of one piece, three in each of some long texts, read whole or in the tokens around it.

    Positions beyond SEGMENT_TOKENS are worth having if "whole" is better than "window".
    """
    rng = random.Random(seed)
    room = max(LONG_TOKENS) - 2
    encoded = [wordpiece.encode(" ".join(document)) for document in documents]
    spans = [ids[start : start + room] for ids in encoded for start in range(0, len(ids) - room + 1, room)]
    spans = rng.sample(spans, min(texts, len(spans)))
    figures = {}
    for tokens in LONG_TOKENS:
        starts = [ids[: tokens - 2] for ids in spans]
        words = [whole_words(wordpiece, ids) for ids in starts]
        questions = [(ids, place) for ids, places in zip(starts, words) for place in rng.sample(places, min(3, len(places)))]
        for name, width in (("whole", tokens), ("window", SEGMENT_TOKENS)):
            right, losses = measure_places(model, wordpiece, [cut_around(ids, place, width - 2) for ids, place in questions])
            figures |= {f"{tokens}_{name}_top1": float(right.mean()), f"{tokens}_{name}_loss": float(losses.mean())}
        figures[f"{tokens}_words"] = len(questions)
    return figures


def whole_words(wordpiece, ids):
    """Indices of the words of one piece, letters or digits among them."""
    pieces = [wordpiece.pieces[i] for i in ids]
    return [i for i in range(1, len(ids) - 1) if WORD.search(pieces[i]) and not pieces[i].startswith(("##", "[")) and not pieces[i + 1].startswith("##")]


def cut_around(ids, place, width):
    """(`width` ids around index `place`, that index among them)."""
    start = min(max(0, place - width // 2), max(0, len(ids) - width))
    return ids[start : start + width], place - start


def measure_places(model, wordpiece, questions):
    """(bool [Q]: the first choice is right, float [Q]: loss in nats) of (ids without specials, index of the hidden piece)."""
    right, losses = np.zeros(len(questions), bool), np.zeros(len(questions))
    inputs = [([wordpiece.cls, *ids[:place], wordpiece.mask, *ids[place + 1 :], wordpiece.sep], [0] * (len(ids) + 2)) for ids, place in questions]

    def read(hidden, rows):
        logits = model.mlm_logits(hidden[torch.arange(len(rows)), torch.tensor([questions[i][1] + 1 for i in rows])])
        targets = torch.tensor([questions[i][0][questions[i][1]] for i in rows])
        right[rows] = (logits.argmax(-1) == targets).numpy()
        losses[rows] = F.cross_entropy(logits, targets, reduction="none").numpy()

    run_encoder(model, inputs, wordpiece.pad, read)
    return right, losses


def next_logits(model, wordpiece, pairs):
    """float [pairs]: logit of "is next" less that of "is not"."""
    inputs = []
    for first, second in pairs:
        a, b = wordpiece.encode(first), wordpiece.encode(second)
        room = SEGMENT_TOKENS - 3
        a = a[-max(room - len(b), room // 2) :]  # what stands next to B says most about it
        b = b[: room - len(a)]
        inputs.append(([wordpiece.cls, *a, wordpiece.sep, *b, wordpiece.sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)))
    margins = np.zeros(len(pairs))

    def read(hidden, rows):
        logits = model.nsp_logits(hidden)
        margins[rows] = (logits[:, 0] - logits[:, 1]).numpy()

    run_encoder(model, inputs, wordpiece.pad, read)
    return margins


def measure_pairs(model, wordpiece, pairs):
    """Accuracy of next against another document (at P = 0.5), and both areas under the curve."""
    margins = {kind: next_logits(model, wordpiece, rows) for kind, rows in pairs.items()}
    right = np.concatenate([margins["next"] > 0, margins["other"] <= 0])
    return {
        "pairs": len(right),
        "accuracy": right.mean(),
        "auc_other": area_under_curve(margins["next"], margins["other"]),
        "auc_same": area_under_curve(margins["next"], margins["same"]),
    }


def measure_pretrained(folder, held_out, count, seed):
    """{collection: {"fill", "sentences", "segments"}} and "all", the mean over the collections."""
    model, _ = load_folder(folder)
    wordpiece = WordPiece.read(os.path.join(folder, "vocab.txt"))
    figures = {}
    for path in held_out:
        documents = read_held_out(path)
        collection = os.path.basename(path).split(".")[0]
        figures[collection] = {
            "fill": measure_fills(model, wordpiece, draw_fills(documents, count, seed)),
            "sentences": measure_pairs(model, wordpiece, draw_pairs(documents, count // 2, seed)),
            "segments": measure_pairs(model, wordpiece, draw_pairs(documents, count // 2, seed, width=3)),
        }
        if model.config.max_position_embeddings >= max(LONG_TOKENS):
            figures[collection]["long"] = measure_long(model, wordpiece, documents, count // 40, seed)
    parts = list(figures.values())
    figures["all"] = {task: {key: float(np.mean([p[task][key] for p in parts])) for key in parts[0][task]} for task in parts[0]}
    return figures


def macro_f1(predicted, labels):
    """Mean F1 over the classes that occur in `labels`."""
    scores = []
    for label in sorted(set(labels.tolist())):
        hits = ((predicted == label) & (labels == label)).sum()
        scores.append(2 * hits / max(1, (predicted == label).sum() + (labels == label).sum()))
    return float(np.mean(scores))


def measure_tone(folder, rows_by_set):
    """({set: figures}, [rows with probabilities]). The calibration error is of the halves that did not fit it."""
    model, config = load_folder(folder)
    wordpiece = WordPiece.read(os.path.join(folder, "vocab.txt"))
    temperature = config.get("cloze_temperature", 1.0)
    figures, lines, unseen = {"temperature": temperature}, [], ([], [])
    for name, rows in rows_by_set.items():
        probabilities = softmax(tone_logits(model, rows, wordpiece), temperature)
        labels, predicted = np.array([label for _, label in rows]), probabilities.argmax(1)
        figures[name] = {"rows": len(rows), "accuracy": float((predicted == labels).mean()), "macro_f1": macro_f1(predicted, labels)}
        marked = (predicted == 0) & (probabilities[:, 0] >= MARKED)
        for kind, rows_of_kind in (("negative", labels == 0), ("others", labels != 0)):
            if rows_of_kind.any():
                figures[name][f"{kind}_marked"] = float(marked[rows_of_kind].mean())
        if not (labels == 1).any():
            # No row is neutral: the answer is the nearer pole.
            figures[name]["pole_accuracy"] = float(((probabilities[:, 2] > probabilities[:, 0]) * 2 == labels).mean())
        else:
            figures[name]["neutral_called_otherwise"] = float((predicted[labels == 1] != 1).mean())
            half = np.array([not is_calibration(text) for text, _ in rows])
            figures[name]["ece"] = calibration_error(probabilities[half], labels[half])
            unseen[0].append(probabilities[half])
            unseen[1].append(labels[half])
        lines += [{"set": name, "text": t, "label": LABELS[y], "probabilities": [round(float(v), 5) for v in p]} for (t, y), p in zip(rows, probabilities)]
    figures["ece_all"] = calibration_error(np.concatenate(unseen[0]), np.concatenate(unseen[1]))
    return figures, lines


def flatten(figures, prefix=""):
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pretrained", help="checkpoint with MLM and NSP heads")
    parser.add_argument("--tone", help="checkpoint with a tone head")
    parser.add_argument("--held-out", action="append", default=[], help="NAME.dev.txt of corpus.py; may be given again")
    parser.add_argument("--count", type=int, default=3000, help="words asked for a collection; pairs are as many: half true, half not")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sentiment")
    parser.add_argument("--material", default=os.path.join(HERE, "tone"), help="folder of our own sentences")
    parser.add_argument("--docs-dev")
    parser.add_argument("--wiki-dev")
    parser.add_argument("--json", help="write the figures here")
    parser.add_argument("--rows", help="write the held-out tone sentences here, one JSON object a line")
    args = parser.parse_args()
    if args.tone and not (args.sentiment and args.docs_dev and args.wiki_dev):
        parser.error("--tone needs --sentiment, --docs-dev and --wiki-dev")
    torch.set_num_threads(count_cores())
    started, figures = time.time(), {}
    if args.pretrained:
        figures["pretrained"] = measure_pretrained(args.pretrained, args.held_out, args.count, args.seed)
    if args.tone:
        prose_dev = {"documentation": args.docs_dev, "encyclopedia": args.wiki_dev}
        figures["tone"], lines = measure_tone(args.tone, held_out_rows(args.sentiment, args.material, prose_dev))
        if args.rows:
            with open(args.rows, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    for name, value in flatten(figures):
        print(f"{name:48} {value:.4f}" if isinstance(value, float) else f"{name:48} {value}")
    print(f"{time.time() - started:.0f} s")
    if args.json:
        with open(args.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=2, default=float)
            file.write("\n")


if __name__ == "__main__":
    main()

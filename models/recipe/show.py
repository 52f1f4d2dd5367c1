"""Shows what a checkpoint answers to sentences of one's own: for the model card, and for curiosity.

    python3 show.py --pretrained cloze-small --fill "The file is [MASK] by the server." --pair "It failed." "Run it again."
    python3 show.py --tone cloze-small --text "Kill the worker before you start a new one."
"""

import argparse
import os

import torch

from checkpoint import load_folder
from evaluate import next_logits
from tone_data import LABELS
from tone_model import softmax, tone_logits
from wordpiece import WordPiece


def show_fill(model, wordpiece, text):
    """The five best pieces for each [MASK] of `text`, with their probabilities."""
    ids = [wordpiece.cls]
    for i, part in enumerate(text.split("[MASK]")):
        ids += ([wordpiece.mask] if i else []) + wordpiece.encode(part)
    ids = torch.tensor([[*ids, wordpiece.sep]])
    with torch.no_grad():
        hidden = model.bert(ids, torch.zeros_like(ids))[0]
        top = model.mlm_logits(hidden[ids[0] == wordpiece.mask]).softmax(-1).topk(5, -1)
    for values, pieces in zip(top.values.tolist(), top.indices.tolist()):
        print(f"{text}  →  " + ", ".join(f"{wordpiece.pieces[p]} {v:.2f}" for v, p in zip(values, pieces)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pretrained")
    parser.add_argument("--tone")
    parser.add_argument("--fill", action="append", default=[])
    parser.add_argument("--pair", action="append", default=[], nargs=2)
    parser.add_argument("--text", action="append", default=[])
    args = parser.parse_args()
    if args.pretrained:
        model, _ = load_folder(args.pretrained)
        model.eval()
        wordpiece = WordPiece.read(os.path.join(args.pretrained, "vocab.txt"))
        for text in args.fill:
            show_fill(model, wordpiece, text)
        if args.pair:
            for (a, b), margin in zip(args.pair, next_logits(model, wordpiece, args.pair)):
                print(f"P(next) {1 / (1 + 2.718281828 ** -margin):.2f}  {a} | {b}")
    if args.tone:
        model, config = load_folder(args.tone)
        wordpiece = WordPiece.read(os.path.join(args.tone, "vocab.txt"))
        logits = tone_logits(model, [(text, 0) for text in args.text], wordpiece)
        for text, p in zip(args.text, softmax(logits, config.get("cloze_temperature", 1.0))):
            print(f"{LABELS[p.argmax()]:8} " + " ".join(f"{v:.2f}" for v in p) + f"  {text}")


if __name__ == "__main__":
    main()

"""Fits the tone classifier of a finished checkpoint anew, near what it was; nothing else changes, so all other heads answer as before.

    python3 refit_classifier.py --from rounded --out cloze-small --sentiment sentiment/ --docs docs.txt.xz --wiki wiki-0.txt.xz --readme readme.txt

For material that came after the run: 1,155 weights over states that are read once, some minutes on two cores. Run it
after `round_weights.py`, which leaves the classifier alone, and `calibrate.py` afterwards.
"""

import argparse
import os
import random

import torch
from torch.nn import functional as F

from checkpoint import load_folder, read_folder, save_folder
from tone_data import add_source_arguments, read_sources
from tone_model import read_pooled
from wordpiece import WordPiece

# Of the large sources, so many rows: the encoder has learnt them, and what they are here for is to hold the rest.
MOST_ROWS = {"sst": 9000, "senti4sd in prose": 1500, "opinions": 2500, "documentation": 3000, "encyclopedia": 2000}
WEIGHTS = {"everyday": 3.0}
STAY = 0.03  # times the squared distance from the weights that were; 0.01 cost 0.002 of Senti4SD, 0.1 cost 0.004 of the calibration error


def fit(pooled, labels, weights, start):
    """(weight [K, H], bias [K]) that minimise the weighted cross entropy + STAY times the squared way of the weight from `start`.

    No smoothing of labels: the encoder knows most of these rows, and with it the probabilities were further from the truth.
    """
    weight, bias = (value.clone().requires_grad_() for value in start)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        losses = F.cross_entropy(F.linear(pooled, weight, bias), labels, reduction="none")
        loss = (losses * weights).sum() / weights.sum() + STAY * ((weight - start[0]) ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weight.detach(), bias.detach()


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", required=True, metavar="FOLDER")
    parser.add_argument("--out", required=True, metavar="FOLDER")
    add_source_arguments(parser)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    vocab = os.path.join(args.source, "vocab.txt")
    model, _ = load_folder(args.source)
    wordpiece, rng = WordPiece.read(vocab), random.Random(args.seed)
    pooled, labels, weights = [], [], []
    for name, rows in read_sources(args).items():
        rows = rng.sample(rows, min(len(rows), MOST_ROWS.get(name, len(rows))))
        pooled.append(read_pooled(model, rows, wordpiece))
        labels += [label for _, label in rows]
        weights += [WEIGHTS.get(name, 1.0)] * len(rows)
        print(f"{name}: {len(rows)} rows", flush=True)
    head = model.classifier
    fitted = fit(torch.cat(pooled), torch.tensor(labels), torch.tensor(weights), (head.weight.detach(), head.bias.detach()))
    state, config = read_folder(args.source)
    state["classifier.weight"], state["classifier.bias"] = fitted
    save_folder(args.out, state, config, vocab)
    print(f"{args.out}: the classifier moved by {((fitted[0] - head.weight).norm() / head.weight.norm()).item():.2f} of its length")


if __name__ == "__main__":
    main()

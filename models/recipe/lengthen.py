"""Gives a checkpoint positions that it was not pre-trained with. Every other weight stays as it is.

    python3 lengthen.py --from cloze-small --positions 512 --out longer --source ids/docs=0.5 --source ids/wiki-0=0.4

Only the new rows of the position table are free, and they learn in two phases:

1. *Shift.* Text read at the positions o, o+1, ... must give the hidden states of every layer that it gives at
   1, 2, ... Every token of every layer says something about it, so a few hundred steps do.
2. *Long rows.* Words hidden in rows of up to `--positions` tokens are to be guessed, and the last layer's states are
   kept near those of the same text read in windows. Phase 1 knows rows as long as before only; here attention has
   several times as many tokens to choose from.

What is read in no more tokens than before stays the same, bit for bit, with all its figures.
"""

import argparse
import os
import time

import numpy as np
import torch
from torch.nn import functional as F

from checkpoint import load_folder, read_folder, save_folder
from examples import Mixture
from initialize import sinusoids
from model import BertForPreTraining, Config
from wordpiece import WordPiece

POSITIONS = "bert.embeddings.position_embeddings.weight"
SEAM = 12  # tokens at a window's ends that phase 2 does not look at: what a window lacks there, a long row has
CLOSENESS = 2.0  # weight of the distance to the windows' states, beside the MLM loss in nats


def extrapolate(table, positions):
    """[positions, H]: `table` and, after it, its fit by sinusoids that turn within half of it, carried on.

    The first and the last few rows are no part of the fit: [CLS] and [SEP] have made them peculiar.
    """
    P, H = table.shape
    rates = torch.exp(torch.arange(0, H, 2) * (-np.log(10000.0) / H))
    turning = (rates > 2 * np.pi / (P / 2)).repeat_interleave(2)
    features = torch.cat([sinusoids(positions, H)[:, turning], torch.ones(positions, 1)], 1)
    fitted = slice(P // 16, P - P // 32)
    x = features[fitted]
    weights = torch.linalg.solve(x.T @ x + 0.3 * torch.eye(x.shape[1]), x.T @ table[fitted])
    return torch.cat([table, (features @ weights)[P:]])


def with_positions(model, table):
    """The same model with the position table [positions, H]; nothing in it asks for a gradient."""
    config = Config(**{**model.config.__dict__, "max_position_embeddings": len(table)})
    longer = BertForPreTraining(config, len(model.classifier.weight) if hasattr(model, "classifier") else 0)
    longer.load_state_dict({**model.state_dict(), POSITIONS: table})
    return longer.requires_grad_(False).eval()


def embed(model, ids, positions):
    """ids int64 [B, T], positions float [B or 1, T, H] -> [B, T, H]; all in the first segment."""
    parts = model.bert.embeddings
    return parts.LayerNorm(parts.word_embeddings(ids) + positions + parts.token_type_embeddings.weight[0])


def encode(model, x):
    """The hidden states of every layer, each [B, T, H]."""
    states = []
    for layer in model.bert.encoder.layer:
        x = layer(x, None)
        states.append(x)
    return states


def distance(found, wanted):
    """Mean squared distance as a share of the mean square."""
    return ((found - wanted) ** 2).sum(-1).mean() / (wanted**2).sum(-1).mean()


class Rows:
    """Draws [CLS] text [SEP] from documents that are long enough."""

    def __init__(self, weights, wordpiece, rng, longest):
        self.mixture, self.wordpiece, self.rng, self.longest = Mixture(weights), wordpiece, rng, longest
        self.spans = {}
        for source, name in zip(self.mixture.sources, self.mixture.names):
            starts = source.sentences[source.documents]
            spans = [(a, b) for a, b in zip(starts[:-1], starts[1:]) if b - a >= longest]
            if not spans:
                raise ValueError(f"source {name}: no document of {longest} tokens, expected one")
            self.spans[id(source)] = spans, np.cumsum([b - a - longest + 1 for a, b in spans])

    def draw(self, count, tokens):
        """int64 [count, tokens - 2], from within documents."""
        rows = []
        for _ in range(count):
            source = self.mixture.draw(self.rng)
            spans, ends = self.spans[id(source)]
            first, last = spans[int(np.searchsorted(ends, self.rng.integers(ends[-1]), "right"))]
            start = first + int(self.rng.integers(last - first - self.longest + 1))
            rows.append(source.ids[start : start + tokens - 2].astype(np.int64))
        return np.stack(rows)

    def wrap(self, rows):
        """[B, T - 2] -> int64 tensor [B, T] with [CLS] and [SEP]."""
        ends = [np.full((len(rows), 1), piece, np.int64) for piece in (self.wordpiece.cls, self.wordpiece.sep)]
        return torch.from_numpy(np.concatenate([ends[0], rows, ends[1]], 1))

    def hide(self, rows, share):
        """(rows with 80 % of the chosen tokens masked, 10 % random and 10 % kept; bool of the chosen)."""
        chosen, roll = self.rng.random(rows.shape) < share, self.rng.random(rows.shape)
        random = self.rng.integers(len(self.wordpiece.pieces), size=rows.shape)
        hidden = np.where(roll < 0.8, self.wordpiece.mask, np.where(roll < 0.9, random, rows))
        return np.where(chosen, hidden, rows), chosen


def shift_loss(model, table, old, rows, batch):
    """Phase 1. table: float [positions, H], of which the first `old` rows are those that were learnt."""
    ids = rows.wrap(rows.hide(rows.draw(batch, old), 0.12)[0])
    offsets = torch.from_numpy(rows.rng.integers(1, len(table) - old + 1, (batch, 1)))
    at = torch.arange(old) + offsets
    at[:, 0] = 0  # [CLS] stands first, wherever the rest does
    with torch.no_grad():
        wanted = encode(model, embed(model, ids, table[None, :old]))
    found = encode(model, embed(model, ids, table[at]))
    return sum(map(distance, found, wanted)) / len(wanted)


def long_loss(model, table, old, rows, batch):
    """Phase 2."""
    most = len(table)
    tokens = most if rows.rng.random() < 0.8 else int(rows.rng.integers(old + old // 2, most + 1))
    text = rows.draw(batch, tokens)
    hidden, chosen = rows.hide(text, 0.15)
    ids, width = rows.wrap(hidden), old - 2
    count = (tokens - 2) // width
    states = encode(model, embed(model, ids, table[None, :tokens]))[-1]
    with torch.no_grad():
        windows = rows.wrap(hidden[:, : count * width].reshape(-1, width))
        wanted = encode(model, embed(model, windows, table[None, :old]))[-1][:, 1:-1]
    seam = min(SEAM, width // 4)
    found = states[:, 1 : 1 + count * width].reshape(-1, width, states.shape[-1])
    masked = torch.from_numpy(chosen)
    loss = F.cross_entropy(model.mlm_logits(states[:, 1:-1][masked]), torch.from_numpy(text)[masked])
    return loss + CLOSENESS * distance(found[:, seam:-seam], wanted[:, seam:-seam])


def learn(model, table, old, rows, loss_of, steps, rate, batch):
    """`table` [positions, H] with its rows from `old` on learnt. Adam, a short warm-up, then the rate falls to 0."""
    new = torch.nn.Parameter(table[old:].clone())
    optimizer = torch.optim.Adam([new], betas=(0.9, 0.98))
    started, mean = time.time(), None
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 20) * (1 - step / steps) ** 0.7
        loss = loss_of(model, torch.cat([table[:old], new]), old, rows, batch)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        mean = loss.item() if mean is None else 0.95 * mean + 0.05 * loss.item()
        if step % 20 == 0 or step == steps - 1:
            print(f"{loss_of.__name__}: step {step}, {mean:.4f}, {time.time() - started:.0f} s", flush=True)
    return torch.cat([table[:old], new.detach()])


def lengthen(model, positions, rows, steps, batches):
    """The position table [positions, H]. steps, batches: of both phases."""
    old = model.config.max_position_embeddings
    table = extrapolate(model.state_dict()[POSITIONS], positions)
    longer = with_positions(model, table)
    table = learn(longer, table, old, rows, shift_loss, steps[0], 1e-2, batches[0])
    return learn(longer, table, old, rows, long_loss, steps[1], 3e-3, batches[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source_folder", required=True, metavar="FOLDER")
    parser.add_argument("--out", required=True, metavar="FOLDER")
    parser.add_argument("--positions", type=int, default=512)
    parser.add_argument("--source", action="append", required=True, metavar="PATH=SHARE")
    parser.add_argument("--steps", type=int, nargs=2, default=[400, 600], metavar=("SHIFT", "LONG"))
    parser.add_argument("--batches", type=int, nargs=2, default=[24, 4], metavar=("SHIFT", "LONG"), help="rows of a step")
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    model, config = load_folder(args.source_folder)
    old = model.config.max_position_embeddings
    if args.positions <= old:
        raise SystemExit(f"--positions {args.positions}: the checkpoint has {old}, expected more")
    vocab = os.path.join(args.source_folder, "vocab.txt")
    weights = {path: float(share) for path, share in (s.rsplit("=", 1) for s in args.source)}
    rows = Rows(weights, WordPiece.read(vocab), np.random.default_rng(args.seed), args.positions - 2)
    table = lengthen(model, args.positions, rows, args.steps, args.batches)
    state, _ = read_folder(args.source_folder)
    save_folder(args.out, {**state, POSITIONS: table}, {**config, "max_position_embeddings": args.positions}, vocab)
    print(f"{args.out}: {old} -> {args.positions} positions")


if __name__ == "__main__":
    main()

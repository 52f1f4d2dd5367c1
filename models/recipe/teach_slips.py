"""Teaches a finished checkpoint to find slips: words that are words, but not the ones that were meant. Resumable.

    python3 teach_slips.py --start cloze-small --out slips --tokens 40e6 --tone tone.npz \\
        --source ids/docs=0.5 --source ids/wiki-0=0.3 --source ids/books=0.2

Each step is a batch of texts with slips, one of ordinary pre-training examples and one of sentences with a tone. The last two
hold what the checkpoint can do already: there all heads are to answer as the frozen checkpoint does.

The same command again goes on where the run stopped. The rate warms up, stays, and falls to zero over the last part of the
budget; `before-fall.pt` keeps the state from which a longer run can go on (copy it to `state.pt`, give more `--tokens`).
"""

import argparse
import json
import os
import time

import torch

from checkpoint import load_folder, save_folder
from examples import Mixture, Settings
from optimizers import build_adamw
from pretrain import Progress, Stop, rate_at
from processor import count_cores, has_bf16
from slip_batches import SlipTexts, Stream, ToneTexts, pair_pools
from slip_losses import CandidateTable, held_pair_loss, held_tone_loss, slip_loss
from slips import ACTIONS, SlipMaker
from wordpiece import WordPiece
from words import count_words

LOG_STEPS = 25
HEAD_TIMES = 8  # the rate of the head for slips
# Of the ordinary examples: as in the last runs of pre-training.
PAIRS = {"mask_share": 0.15, "whole_word": True, "same_share": 0.2, "any_source_share": 0.3, "single_share": 0.3}
CONFIG_KEY = "cloze_slips"  # in config.json: what each row of `slips.weight` stands for


def read_arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", required=True, help="checkpoint folder with all heads")
    parser.add_argument("--out", required=True, help="folder for state.pt, log.jsonl and, at the end, checkpoint/")
    parser.add_argument("--source", action="append", required=True, metavar="PATH=SHARE")
    parser.add_argument("--tone", required=True, metavar="FILE", help="tone sentences of encode_tone.py")
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--tokens", type=float, help="of all three kinds together")
    budget.add_argument("--deadline", metavar="HH:MM", help="local time, within the next 24 hours")
    budget.add_argument("--seconds", type=float)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--warmup", type=float, default=0.02, help="share of the budget")
    parser.add_argument("--fall", type=float, default=0.5, help="share of the budget over which the rate falls to zero")
    parser.add_argument("--batch-tokens", type=int, default=4096, help="of texts with slips in a step")
    parser.add_argument("--pair-tokens", type=int, default=768, help="of ordinary examples in a step")
    parser.add_argument("--tone-tokens", type=int, default=384, help="of sentences with a tone in a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=count_cores())
    parser.add_argument("--save-seconds", type=int, default=240)
    parser.add_argument("--compile", action="store_true", help="fuse the steps of a layer; PyTorch 2.2 or newer and a C++ compiler")
    parser.add_argument("--fused-attention", action="store_true", help="PyTorch's own kernel, from 2.0 on")
    parser.add_argument("--spent", type=float, help="go on from the saved state as if so much of the budget were spent: for a new --deadline after an old one")
    parser.add_argument("--snapshot", metavar="FOLDER", help="write the last saved state as a checkpoint, and teach nothing")
    parser.add_argument("--precision", choices=["bf16", "fp32"], help="of products; by default bf16 where the processor has it")
    args = parser.parse_args(argv)
    args.precision = args.precision or ("bf16" if has_bf16("cpu") else "fp32")
    return args


def read_words(args, sources, pieces):
    """`count_words` of the sources, counted once and kept: a resumed run must have the same candidates."""
    path = os.path.join(args.out, "words.json")
    if not os.path.exists(path):
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(count_words(sources, pieces), file)
        os.replace(path + ".part", path)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def load_model(args):
    """(model with a head for slips, the same weights frozen, config)."""
    model, config = load_folder(args.start)
    frozen, _ = load_folder(args.start)
    frozen.eval().requires_grad_(False)
    if not hasattr(model, "slips"):
        torch.manual_seed(args.seed)
        model.slips = torch.nn.Linear(model.config.hidden_size, len(ACTIONS))
        torch.nn.init.normal_(model.slips.weight, std=0.02)
        torch.nn.init.zeros_(model.slips.bias)
    for each in (model, frozen):
        for layer in each.bert.encoder.layer:
            layer.attention.self.fused = args.fused_attention
    if args.compile:
        for layer in model.bert.encoder.layer:
            layer.compile(dynamic=True)
    return model, frozen, config


def build_optimizer(model):
    """AdamW for all; the head for slips, which begins with nothing, takes longer steps than weights that know their work."""
    named = list(model.named_parameters())
    optimizer = build_adamw([(name, p) for name, p in named if not name.startswith("slips.")])
    optimizer.add_param_group({"params": [p for name, p in named if name.startswith("slips.")], "weight_decay": 0.0, "times": HEAD_TIMES})
    return optimizer


class Run:
    """All that a run is made of. `losses` are pairs (stream, function of a batch) whose losses one step adds up."""

    def __init__(self, args):
        self.args = args
        wordpiece = WordPiece.read(os.path.join(args.start, "vocab.txt"))
        shares = {path: float(share) for path, share in (s.rsplit("=", 1) for s in args.source)}
        mixture = Mixture(shares)
        self.maker = SlipMaker(wordpiece, *read_words(args, mixture.sources, wordpiece.pieces))
        self.model, self.frozen, self.config = load_model(args)
        special = [wordpiece.pad, wordpiece.unk, wordpiece.cls, wordpiece.sep, wordpiece.mask]
        settings = Settings(special, self.maker.continuation, self.model.config.max_position_embeddings, **PAIRS)
        texts = SlipTexts(mixture, self.maker, args.seed, args.batch_tokens, settings.max_tokens)
        table = CandidateTable(self.maker.candidates, len(wordpiece.pieces))
        self.losses = [
            (Stream(texts.pool), lambda batch: slip_loss(self.model, table, batch)),
            (Stream(pair_pools(mixture, settings, args.seed, args.pair_tokens, wordpiece.pad)), lambda batch: held_pair_loss(self.model, self.frozen, batch)),
            (Stream(ToneTexts(args.tone, args.seed, args.tone_tokens, wordpiece.pad).pool), lambda batch: held_tone_loss(self.model, self.frozen, batch)),
        ]
        self.optimizer = build_optimizer(self.model)
        self.where = {"step": 0, "tokens": 0, "seconds": 0.0, "spent": 0.0}

    def step(self, rate):
        """One optimizer step. Returns [(facts, tokens)]."""
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group.get("times", 1)
        self.optimizer.zero_grad(set_to_none=True)
        seen = []
        with torch.autocast("cpu", torch.bfloat16, enabled=self.args.precision == "bf16"):
            for stream, loss_of in self.losses:
                batch = {k: v if v is None else torch.from_numpy(v) for k, v in stream.next().items()}
                loss, facts = loss_of(batch)
                loss.backward()
                seen.append((facts, batch["ids"].numel()))
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        return seen

    def save(self, name):
        """Written beside and renamed, so that a kill in the middle leaves the last good state."""
        path = os.path.join(self.args.out, name)
        places = [list(stream.place) for stream, _ in self.losses]
        torch.save({"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "places": places, **self.where}, path + ".part")
        os.replace(path + ".part", path)

    def resume(self):
        path = os.path.join(self.args.out, "state.pt")
        if not os.path.exists(path):
            return
        state = torch.load(path, map_location="cpu")
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.where = {key: state[key] for key in self.where}
        if self.args.spent is not None:
            self.where["spent"] = self.args.spent
        for (stream, _), place in zip(self.losses, state["places"]):
            stream.place = place

    def export(self, folder):
        write_checkpoint(folder, self.model.state_dict(), self.config, self.args.start, self.maker)


def write_checkpoint(folder, state, config, start, maker):
    """A checkpoint folder with the head for slips, and the candidates of each word as `candidates.tsv`: word, tab, others."""
    config = {**config, CONFIG_KEY: list(ACTIONS)}
    save_folder(folder, state, config, os.path.join(start, "vocab.txt"))
    pieces = maker.wordpiece.pieces
    with open(os.path.join(folder, "candidates.tsv"), "w", encoding="utf-8") as file:
        for word, others in maker.candidates.items():
            file.write(f"{pieces[word]}\t{' '.join(pieces[other] for other in others)}\n")


# Facts of the log that are sums of losses or counts of hits, and what each is divided by.
MEANS = {
    "meant_loss": "judged", "action_loss": "acted", "masked_loss": "masked", "masked_right": "masked", "judged_right": "judged",
    "acts_found": "acts", "acts_wrong": "acted", "held_masked": "held_places", "held_right": "held_places",
    "frozen_right": "held_places", "held_next": "held_rows", "next_right": "pairs", "held_tone": "toned", "tone_same": "toned",
}  # fmt: skip


class Log:
    """Sums facts over LOG_STEPS steps and writes one JSON line."""

    def __init__(self, path):
        self.path, self.sums, self.since = path, {}, time.time()

    def add(self, facts, tokens):
        for key, value in {**facts, "tokens": tokens}.items():
            self.sums[key] = self.sums.get(key, 0) + float(value)

    def write(self, **where):
        s, seconds = self.sums, time.time() - self.since
        line = {**where, **{key: s[key] / max(1, s[by]) for key, by in MEANS.items()}, "slips": s["slips"] / s["judged"], "tokens_per_second": s["tokens"] / seconds}
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps({k: round(v, 6) if isinstance(v, float) else v for k, v in line.items()}) + "\n")
        self.sums, self.since = {}, time.time()


def main(argv=None):
    args = read_arguments(argv)
    os.makedirs(args.out, exist_ok=True)
    torch.set_num_threads(args.threads)
    run = Run(args)
    run.resume()
    if args.snapshot:
        run.export(args.snapshot)
        print(f"{args.snapshot}: step {run.where['step']}, {run.where['tokens']} tokens, {run.where['seconds'] / 60:.0f} min")
        return
    teach(run, args)
    run.export(os.path.join(args.out, "checkpoint"))


def teach(run, args):
    progress, log, stop = Progress(args, run.where["spent"]), Log(os.path.join(args.out, "log.jsonl")), Stop()
    start, begun, saved = run.where["seconds"], time.time(), time.time()
    run.model.train()
    while progress.at(run.where["tokens"]) < 1:
        now = progress.at(run.where["tokens"])
        for facts, count in run.step(rate_at(now, args)):
            log.add(facts, count)
            run.where["tokens"] += count
        spent = progress.at(run.where["tokens"])
        run.where |= {"step": run.where["step"] + 1, "seconds": start + time.time() - begun, "spent": spent}
        if run.where["step"] % LOG_STEPS == 0:
            log.write(**run.where, rate=run.optimizer.param_groups[0]["lr"])
        if now < 1 - args.fall <= spent:
            run.save("before-fall.pt")
        if stop.asked or time.time() - saved > args.save_seconds or spent >= 1:
            run.save("state.pt")
            saved = time.time()
        if stop.asked:
            raise SystemExit(f"stopped at step {run.where['step']}; the same command goes on from there")


if __name__ == "__main__":
    main()

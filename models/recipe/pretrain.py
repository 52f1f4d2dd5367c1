"""Pre-trains a BERT with MLM + NSP. Resumable: run the same command again and it goes on.

    python3 pretrain.py --vocab vocab.txt --out run --tokens 30e6 \\
        --source ids/docs=0.45 --source ids/wiki-0=0.35 --source ids/books=0.2

The rate warms up, stays, and over the last part of a budget falls linearly to zero. The budget is
`--tokens` (deterministic by seed on one machine) or `--deadline HH:MM` (the fall follows the clock, so
that a busy machine still ends in time; the number of steps then depends on the machine, and so do the
weights). `before-fall.pt` keeps the state from which a later, longer run can go on.
"""

import argparse
import json
import os
import signal
import time

import torch

from checkpoint import load_folder, save_folder
from examples import ANY_SOURCE_SHARE, SAME_DOCUMENT_SHARE, SINGLE_SHARE, Mixture, Settings, collate
from initialize import initialize
from model import BertForPreTraining, Config, SelfAttention, pretraining_loss, vocabulary_loss
from optimizers import DECAY, build_optimizers
from packed_batches import PackedBatches
from processor import count_cores, has_bf16
from tone_data import LABELS, label_config
from wordpiece import WordPiece

import numpy as np

LOG_STEPS = 100


def read_arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vocab", required=True)
    parser.add_argument("--out", required=True, help="folder for state.pt, log.jsonl and, at the end, checkpoint/")
    parser.add_argument("--source", action="append", required=True, metavar="PATH=SHARE")
    parser.add_argument("--start", help="a checkpoint folder to start from, instead of first values")
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--tokens", type=float)
    budget.add_argument("--deadline", metavar="HH:MM", help="local time, within the next 24 hours")
    budget.add_argument("--seconds", type=float)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--optimizer", choices=["muon", "adamw"], default="muon", help="adamw is the paper's")
    parser.add_argument("--warmup", type=float, default=0.02, help="share of the budget")
    parser.add_argument("--fall", type=float, default=0.35, help="share of the budget over which the rate falls to zero")
    parser.add_argument("--batch-tokens", type=int, default=4096)
    parser.add_argument("--grow-at", type=float, default=0.5, help="share of the budget after which a step is two batches")
    parser.add_argument("--mask-early", type=float, default=0.15, help="share of tokens chosen at first")
    parser.add_argument("--mask-until", type=float, default=0.6, help="share of the budget that lasts")
    parser.add_argument("--hard-from", type=float, default=0.4, help="share of the budget after which negatives of the same document and of the same source come in")
    parser.add_argument("--same-share", type=float, default=SAME_DOCUMENT_SHARE, help="of those negatives, from the same document")
    parser.add_argument("--single-share", type=float, default=SINGLE_SHARE, help="of the examples, one sentence without a pair")
    parser.add_argument("--tone", metavar="FILE", help="tone sentences of encode_tone.py, to be taught along; packed rows only")
    parser.add_argument("--tone-share", type=float, default=0.08, help="of the tokens")
    parser.add_argument("--tone-masked", type=float, default=0.0, help="share of the tone sentences whose words are masked like all others")
    parser.add_argument("--tone-from", type=float, default=0.5, help="share of the budget after which tone comes in")
    parser.add_argument("--long-from", type=float, default=0.9, help="share of the budget after which examples have 512 tokens")
    parser.add_argument("--long-every", type=int, default=2, metavar="N", help="of the batches from then on, every Nth one is long")
    parser.add_argument("--usual-start", action="store_true", help="normal(0, 0.02) everywhere, as published")
    parser.add_argument("--decay", type=float, default=DECAY, help="weight decay of the layers' matrices")
    parser.add_argument("--packed", action="store_true", help="rows that hold several examples; always so on CUDA")
    parser.add_argument("--await-sources", action="store_true", help="begin with the sources that are there; the others may come while it runs (packed rows only)")
    parser.add_argument("--makers", type=int, default=max(1, count_cores() - 3), help="processes that make packed batches")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, help="of PyTorch on the processor; all cores, or one beside a GPU, since more stand in the makers' way")
    parser.add_argument("--save-seconds", type=int, default=240)
    parser.add_argument("--compile", action="store_true", help="fuse the steps of a layer: faster after some minutes; PyTorch 2.2 or newer and a C++ compiler")
    parser.add_argument("--fused-attention", action="store_true", help="PyTorch's own kernel, from 2.0 on")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--precision", choices=["bf16", "fp32"], help="of products; by default bf16 where the processor has it")
    args = parser.parse_args(argv)
    args.threads = args.threads or (1 if args.device.startswith("cuda") else count_cores())
    args.packed = args.packed or args.device.startswith("cuda")
    if args.tone and not args.packed:
        parser.error("--tone needs --packed")
    args.precision = args.precision or ("bf16" if has_bf16(args.device) else "fp32")
    return args


def seconds_until(clock):
    """Seconds from now to the next HH:MM, local time."""
    hours, minutes = map(int, clock.split(":"))
    now = time.localtime()
    left = (hours - now.tm_hour) * 3600 + (minutes - now.tm_min) * 60 - now.tm_sec
    return left if left > 0 else left + 86400


class Progress:
    """How much of the budget is spent, 0..1. Survives a restart: what was spent stays spent."""

    def __init__(self, args, spent):
        self.tokens, self.spent = args.tokens, spent
        if not args.tokens:
            self.started, self.left = time.time(), args.seconds or seconds_until(args.deadline)

    def at(self, tokens_seen):
        if self.tokens:
            return min(1.0, tokens_seen / self.tokens)
        return min(1.0, self.spent + (1 - self.spent) * (time.time() - self.started) / self.left)


def rate_at(progress, args):
    """Linear up over `--warmup`, then level, then linear down to zero over the last `--fall` of the budget."""
    return args.rate * min(1.0, progress / args.warmup if args.warmup else 1.0, (1 - progress) / args.fall)


def build_model(args, vocab_size):
    if args.start:
        model, _ = load_folder(args.start)
        if model.config.vocab_size != vocab_size:
            raise SystemExit(f"{args.start}: {model.config.vocab_size} pieces, but {args.vocab} has {vocab_size}")
        return model
    config = Config(vocab_size, args.hidden, args.layers, args.heads, args.hidden * 4)
    model = BertForPreTraining(config, len(LABELS) if args.tone else 0)
    initialize(model, args.seed, positional=not args.usual_start)
    return model


class Drawing:
    """How the examples of a batch are drawn, at every point of the budget."""

    def __init__(self, args, wordpiece):
        self.args = args
        self.special = [wordpiece.pad, wordpiece.unk, wordpiece.cls, wordpiece.sep, wordpiece.mask]
        self.continuation = np.array([p.startswith("##") for p in wordpiece.pieces])

    def at(self, progress, number):
        """(`Settings`, share of tone) of the batch or pool of that number."""
        # The others stay short, or the model would forget what a lone sentence looks like.
        long = progress >= self.args.long_from and number % self.args.long_every == 0
        share = self.args.mask_early if progress < self.args.mask_until else 0.15
        hard = progress >= self.args.hard_from
        negatives = (self.args.same_share, ANY_SOURCE_SHARE) if hard else (0.0, 1.0)
        settings = Settings(self.special, self.continuation, 512 if long else 128, share, True, *negatives, self.args.single_share, long)
        return settings, self.args.tone_share if self.args.tone and progress >= self.args.tone_from else 0.0


class Batches:
    """An endless stream of batches whose place is two numbers: the pool and the batch within it."""

    def __init__(self, args, weights, pad, settings_at):
        self.args, self.mixture, self.pad, self.settings_at = args, Mixture(weights), pad, settings_at
        self.place, self.held, self.batches = [0, 0], None, []

    def next(self, progress):
        if self.place[1] >= len(self.batches) and self.held is not None:
            self.place, self.held = [self.place[0] + 1, 0], None
        if self.held is None:
            self.fill(progress)
        batch = collate(self.batches[self.place[1]], self.pad)
        self.place[1] += 1
        return {k: None if v is None else torch.from_numpy(v).to(self.args.device) for k, v in batch.items()}

    def fill(self, progress):
        settings, _ = self.settings_at(progress, self.place[0])
        self.batches = self.mixture.pool(self.place[0], self.args.seed, settings, self.args.batch_tokens)
        self.held = self.place[0]

    def close(self):
        """Nothing to end; `PackedBatches` has processes."""


COUNTS = {"mlm_loss": "masked", "nsp_loss": "pairs", "tone_loss": "toned"}  # what each mean loss is a mean over


class Log:
    """Sums facts over LOG_STEPS steps and writes one JSON line: losses, accuracies, tokens per second."""

    def __init__(self, path):
        self.path, self.sums, self.since = path, {}, time.time()

    def add(self, facts, tokens):
        """facts: of `pretraining_loss`; they stay tensors until a line is written."""
        facts = dict(facts)
        for loss, count in COUNTS.items():
            if loss in facts:
                facts[loss] = facts[loss] * facts[count]
        for key, value in {**facts, "tokens": tokens}.items():
            self.sums[key] = self.sums.get(key, 0) + value

    def write(self, **where):
        s, seconds = {key: float(value) for key, value in self.sums.items()}, time.time() - self.since
        line = {**where, "mlm_loss": s["mlm_loss"] / s["masked"], "mlm_top1": s["mlm_right"] / s["masked"]}
        line |= {"nsp_loss": s["nsp_loss"] / max(1, s["pairs"]), "nsp_right": s["nsp_right"] / max(1, s["pairs"])}
        if s.get("toned"):
            line |= {"tone_loss": s["tone_loss"] / s["toned"], "tone_right": s["tone_right"] / s["toned"]}
        line |= {"tokens_per_second": s["tokens"] / seconds, "window_seconds": seconds}
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps({k: round(v, 6) if isinstance(v, float) else v for k, v in line.items()}) + "\n")
        self.sums, self.since = {}, time.time()


def pretraining_step(model, batch, args):
    """`pretraining_loss` in the precision of the run."""
    with torch.autocast(args.device.split(":")[0], torch.bfloat16, enabled=args.precision == "bf16"):
        return pretraining_loss(model, batch)


def train_step(model, optimizer, batches, args, progress):
    """One optimizer step over one batch, or two once the batch has grown. Returns [(facts, tokens)]."""
    count = 2 if progress >= args.grow_at else 1
    for group in optimizer.param_groups:
        group["lr"] = rate_at(progress, args)
    optimizer.zero_grad(set_to_none=True)
    seen = []
    for _ in range(count):
        batch = batches.next(progress)
        loss, facts = pretraining_step(model, batch, args)
        (loss / count).backward()
        seen.append((facts, batch["ids"].numel()))
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return seen


def save_state(path, model, optimizer, **where):
    """Written beside and renamed, so that a kill in the middle leaves the last good state."""
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), **where}, path + ".part")
    os.replace(path + ".part", path)


def main(argv=None):
    args = read_arguments(argv)
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    wordpiece = WordPiece.read(args.vocab)
    weights = {path: float(share) for path, share in (s.rsplit("=", 1) for s in args.source)}
    kind = PackedBatches if args.packed else Batches
    batches = kind(args, weights, wordpiece.pad, Drawing(args, wordpiece).at)
    try:
        train(args, wordpiece, batches)
    finally:
        batches.close()


def train(args, wordpiece, batches):
    model = build_model(args, len(wordpiece.pieces)).to(args.device)
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = args.dropout
        if isinstance(module, SelfAttention):
            module.fused = args.fused_attention
    if args.compile:
        compile_parts(model, args.packed)
    optimizer = build_optimizers(model, args.optimizer, args.decay)
    state_path = os.path.join(args.out, "state.pt")
    start = {"step": 0, "tokens": 0, "seconds": 0.0, "spent": 0.0, "filled": 0.0}
    if os.path.exists(state_path):
        state = torch.load(state_path, map_location=args.device)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        start = {key: state[key] for key in start}
        batches.place = state["place"]
        if batches.place[1]:
            batches.fill(state["filled"])
    if args.compile and args.packed:
        # Compiled before the clock starts, or the rate would be past its warm-up by then. Of two batches one may be long.
        for batch in batches.peek(start["spent"], 2):
            pretraining_step(model, batch, args)[0].backward()
        optimizer.zero_grad(set_to_none=True)
    run(args, model, optimizer, batches, start, state_path)
    config = {"architectures": ["BertForPreTraining"], **model.config.to_json(), "torch_dtype": "float16"}
    if args.tone:
        config |= label_config(1.0)
    save_folder(os.path.join(args.out, "checkpoint"), model.state_dict(), config, args.vocab)


def compile_parts(model, packed):
    """Fuses the steps of each layer. Packed rows have one shape, or two, but for the rows that the last layer works out."""
    *layers, last = model.bert.encoder.layer
    for layer in layers:
        layer.compile(dynamic=not packed)
    last.compile(dynamic=True)
    model.vocabulary_loss = torch.compile(vocabulary_loss, dynamic=True)


class Stop:
    """True once the process was asked to end (SIGTERM), so that a run can save its state first."""

    def __init__(self):
        self.asked = False
        signal.signal(signal.SIGTERM, self.ask)

    def ask(self, *_):
        self.asked = True


def run(args, model, optimizer, batches, start, state_path):
    step, tokens, filled = start["step"], start["tokens"], start["filled"]
    progress, log, stop = Progress(args, start["spent"]), Log(os.path.join(args.out, "log.jsonl")), Stop()
    begun = saved = time.time()
    falls = False
    model.train()
    while progress.at(tokens) < 1:
        now, held = progress.at(tokens), batches.held
        for facts, count in train_step(model, optimizer, batches, args, now):
            log.add(facts, count)
            tokens += count
        if batches.held != held:
            filled = now  # a resumed run must make its pool under the same settings
        step += 1
        where = {"step": step, "tokens": tokens, "seconds": start["seconds"] + time.time() - begun, "spent": progress.at(tokens)}
        if step % LOG_STEPS == 0:
            log.write(**where, rate=optimizer.param_groups[0]["lr"])
        place = {"place": list(batches.place), "filled": filled}
        if not falls and now < 1 - args.fall <= where["spent"]:
            falls = True
            save_state(os.path.join(os.path.dirname(state_path), "before-fall.pt"), model, optimizer, **where, **place)
        if stop.asked or time.time() - saved > args.save_seconds or where["spent"] >= 1:
            save_state(state_path, model, optimizer, **where, **place)
            saved = time.time()
        if stop.asked:
            raise SystemExit(f"stopped at step {step}; the same command goes on from there")


if __name__ == "__main__":
    main()

"""Fine-tunes a pre-trained checkpoint for tone: linear + softmax over the pooled [CLS], three classes.

    python3 finetune.py --start run/checkpoint --out tone --sentiment sentiment/ --docs docs.txt.xz --wiki wiki-0.txt.xz \\
        --readme readme.txt --docs-dev ids/docs.dev.txt --wiki-dev ids/wiki-0.dev.txt

Two stages: film reviews (long, polar, plenty) make the encoder hear opinions at all; then phrases,
developer talk, our own sentences and prose of three kinds teach the three classes. The weights saved are a
running mean over the last steps, which costs nothing and is calmer than the last step.
"""

import argparse
import json
import os
import random
import time

import torch
from torch.nn import functional as F

from calibrate import fit_temperature
from checkpoint import load_folder, save_folder
from model import TONE_SMOOTHING
from processor import count_cores, has_bf16
from tone_data import LABELS, add_source_arguments, calibration_rows, held_out_rows, label_config, read_reviews, read_sources
from tone_model import encode_rows, pad_batch, tone_logits
from wordpiece import WordPiece

# Small sets are seen more often.
REPEATS = {"sst": 1, "senti4sd": 5, "senti4sd in prose": 1, "technical": 4, "opinions": 1, "sentences": 5, "everyday": 5, "reviews": 1, "documentation": 1, "encyclopedia": 1, "readme": 3}
AVERAGE = 0.99  # decay of the running mean of the weights


def read_arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", required=True, help="folder of the pre-trained checkpoint, or of a tone checkpoint to teach further")
    parser.add_argument("--out", required=True, help="folder of the tone checkpoint")
    add_source_arguments(parser)
    parser.add_argument("--docs-dev", required=True, help="held-out documentation (docs.dev.txt of corpus.py)")
    parser.add_argument("--wiki-dev", required=True, help="held-out Wikipedia")
    parser.add_argument("--keep-encoder", action="store_true", help="teach the classifier alone: what a checkpoint with all heads would come to that fills as before")
    parser.add_argument("--reviews", type=int, default=20000, help="film reviews in the first stage; 0 leaves it out")
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--minutes", type=float, default=1e9, help="of each stage at most; the rate then falls with the clock, and the run cannot be repeated bit for bit")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch-tokens", type=int, default=2048)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smoothing", type=float, default=TONE_SMOOTHING, help="label smoothing: crowd labels are not certain")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--precision", choices=["bf16", "fp32"], help="of products; by default bf16 where the processor has it")
    args = parser.parse_args(argv)
    args.precision = args.precision or ("bf16" if has_bf16(args.device) else "fp32")
    return args


def cut_batches(encoded, batch_tokens, rng):
    """Batches of rows of like length, in random order: sorted within chunks, so that epochs differ."""
    rows = list(encoded)
    rng.shuffle(rows)
    batches = []
    for start in range(0, len(rows), 4000):
        batch = []
        for row in sorted(rows[start : start + 4000], key=lambda r: len(r[0])):
            if batch and (len(batch) + 1) * len(row[0]) > batch_tokens:
                batches.append(batch)
                batch = []
            batch.append(row)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


class Average:
    """A running mean of a model's weights."""

    def __init__(self, model):
        self.values = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model, decay):
        for name, value in model.state_dict().items():
            self.values[name].lerp_(value, 1 - decay)


def train_stage(name, model, encoded, args, epochs, wordpiece):
    """Trains on [(ids, label)] with a rate that warms up over a tenth and falls to zero. Returns the averaged weights."""
    rng = random.Random(args.seed)
    batches = [b for _ in range(int(epochs + 0.999)) for b in cut_batches(encoded, args.batch_tokens, rng)]
    batches = batches[: round(len(batches) * epochs / int(epochs + 0.999))]
    decayed = [p for p in model.parameters() if p.ndim > 1]
    others = [p for p in model.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98))
    average, started, right, seen, loss_sum = Average(model), time.time(), 0, 0, 0.0
    model.train()
    for step, batch in enumerate(batches):
        done = max(step / len(batches), (time.time() - started) / (60 * args.minutes))
        if done >= 1:
            print(f"{name}: out of time at step {step} of {len(batches)}", flush=True)
            break
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(done / 0.1, (1 - done) / 0.9)
        ids, lengths = pad_batch([ids for ids, _ in batch], wordpiece.pad, args.device)
        labels = torch.tensor([label for _, label in batch], device=args.device)
        with torch.autocast(args.device.split(":")[0], torch.bfloat16, enabled=args.precision == "bf16"):
            first = torch.arange(0, ids.numel(), ids.shape[1], device=ids.device)  # [CLS] of each row
            logits = model.tone_logits(model.bert(ids, torch.zeros_like(ids), lengths, first)[:, None])
        loss = F.cross_entropy(logits.float(), labels, label_smoothing=args.smoothing)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average.update(model, min(AVERAGE, (1 + step) / (10 + step)))
        right += (logits.argmax(-1) == labels).sum().item()
        seen, loss_sum = seen + len(batch), loss_sum + loss.item() * len(batch)
        if (step + 1) % 200 == 0 or step + 1 == len(batches):
            print(f"{name}: step {step + 1}/{len(batches)}, loss {loss_sum / seen:.4f}, right {right / seen:.4f}, {time.time() - started:.0f} s", flush=True)
            right = seen = 0
            loss_sum = 0.0
    return average.values


def main(argv=None):
    args = read_arguments(argv)
    torch.manual_seed(args.seed)
    torch.set_num_threads(count_cores())
    started = time.time()
    vocab = os.path.join(args.start, "vocab.txt")
    wordpiece = WordPiece.read(vocab)
    model, config = load_folder(args.start)
    if not hasattr(model, "classifier"):  # a checkpoint that has the head is taught further
        model.classifier = torch.nn.Linear(model.config.hidden_size, len(LABELS))
        torch.nn.init.normal_(model.classifier.weight, std=0.02)
        torch.nn.init.zeros_(model.classifier.bias)
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = args.dropout
    model.cls.requires_grad_(False)  # the heads of pre-training are not asked here
    if args.keep_encoder:
        model.bert.requires_grad_(False)
    model.to(args.device)
    if args.reviews:
        reviews = read_reviews(os.path.join(args.sentiment, "imdb-train.tsv.xz"), args.reviews)
        model.load_state_dict(train_stage("reviews", model, encode_rows(reviews, wordpiece), args, 1.0, wordpiece))
    sources = read_sources(args)
    encoded = [row for name, rows in sources.items() for row in encode_rows(rows, wordpiece) * REPEATS[name]]
    print({name: len(rows) for name, rows in sources.items()}, flush=True)
    model.load_state_dict(train_stage("tone", model, encoded, args, args.epochs, wordpiece))
    save_tone(args, model, config, wordpiece, vocab)
    print(f"{time.time() - started:.0f} s in all")


def save_tone(args, model, config, wordpiece, vocab):
    """Fits the temperature on the calibration halves and writes the folder."""
    prose_dev = {"documentation": args.docs_dev, "encyclopedia": args.wiki_dev}
    rows = calibration_rows(held_out_rows(args.sentiment, args.material, prose_dev))
    temperature = fit_temperature(tone_logits(model, rows, wordpiece), [label for _, label in rows])
    state = {name: value for name, value in model.state_dict().items() if not name.startswith("cls.")}
    labels = {"architectures": ["BertForSequenceClassification"], **label_config(temperature)}
    save_folder(args.out, state, {**config, **labels}, vocab)
    print(f"temperature {temperature:.4f} from {len(rows)} rows")


if __name__ == "__main__":
    main()

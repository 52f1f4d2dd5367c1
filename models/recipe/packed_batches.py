"""Batches for a GPU: packed rows, made ahead by other processes, on the device by the time a step asks for them."""

import collections
import multiprocessing
import os

import numpy as np
import torch

from examples import Example, Mixture, mask_example
from packing import IGNORED, pack_rows

AHEAD = 3  # batches under way for each process
FILL = 1.0  # of a batch's tokens that are drawn: some short examples find no room, and little stays empty


class ToneRows:
    """Tone sentences as ids (`encode_tone.py`). A row is drawn as often as it stands in the file."""

    def __init__(self, path):
        with np.load(path) as file:
            self.ids, self.starts, self.labels = file["ids"], file["starts"], file["labels"]

    def examples(self, rng, wanted, settings, masked=0.0):
        """Single segments with [CLS] and [SEP], of at least `wanted` tokens in all; none where `wanted` is 0.

        Rows that are longer than an example may be are passed over.

        masked: the share of them that is masked as any other example is, so that what is learnt by heart is not their words.
        """
        none, examples, tokens = np.zeros(0, np.int64), [], 0
        fitting = np.flatnonzero(np.diff(self.starts) <= settings.max_tokens)
        while tokens < wanted:
            row = int(fitting[rng.integers(len(fitting))])
            ids = self.ids[self.starts[row] : self.starts[row + 1]].tolist()
            example = Example(ids, [0] * len(ids), IGNORED, none, none, "tone", int(self.labels[row]))
            examples.append(mask_example(example, settings, rng) if rng.random() < masked else example)
            tokens += len(ids)
        return examples


class Maker:
    """Makes one numbered batch, the same one for the same seed, settings and files.

    awaits: whether a source may be missing because it is still on its way to this machine.
    """

    def __init__(self, weights, tone, pad, seed, awaits=False, tone_masked=0.0):
        self.weights, self.tone_path, self.pad, self.seed, self.awaits, self.tone_masked = weights, tone, pad, seed, awaits, tone_masked
        self.tone, self.mixture, self.known = None, None, None

    def make(self, number, settings, batch_tokens, tone_share):
        known = [path for path in self.weights if os.path.exists(path + ".documents")]
        if known != self.known:
            missing = [path for path in self.weights if path not in known]
            if missing and not (self.awaits and known):
                raise FileNotFoundError(f"no {', '.join(path + '.documents' for path in missing)}, expected the files of corpus.py")
            self.mixture, self.known = Mixture({path: self.weights[path] for path in known}), known
        rng = np.random.default_rng([self.seed, settings.max_tokens, number])
        if tone_share and self.tone is None:
            self.tone = ToneRows(self.tone_path)
        toned = self.tone.examples(rng, FILL * batch_tokens * tone_share, settings, self.tone_masked) if tone_share else []
        rest = FILL * batch_tokens - sum(len(e.ids) for e in toned)
        examples = toned + self.mixture.examples(settings, rng, rest)
        return pack_rows(examples, batch_tokens // settings.max_tokens, settings.max_tokens, self.pad)


def start_maker(*arguments):
    global MAKER
    MAKER = Maker(*arguments)


def make(*arguments):
    return MAKER.make(*arguments)


class PackedBatches:
    """An endless stream of packed batches; its place is how many were taken."""

    held = None

    def __init__(self, args, weights, pad, settings_at):
        """settings_at(progress, number): (`Settings`, share of tone) of a batch."""
        self.args, self.settings_at, self.place, self.under_way, self.asked = args, settings_at, [0, 0], collections.deque(), 0
        self.peeked = collections.deque()
        # Started before CUDA is: a process that has it must not be forked.
        self.pool = multiprocessing.get_context("fork").Pool(args.makers, start_maker, (weights, args.tone, pad, args.seed, args.await_sources, args.tone_masked))

    def next(self, progress):
        self.place[0] += 1
        return self.peeked.popleft() if self.peeked else self.take(progress)

    def peek(self, progress, count):
        """The batches that `next` will give."""
        while len(self.peeked) < count:
            self.peeked.append(self.take(progress))
        return list(self.peeked)

    def take(self, progress):
        self.asked = max(self.asked, self.place[0])
        while len(self.under_way) < AHEAD * self.args.makers:
            # A run by tokens knows where each batch will stand, however many are made ahead of it.
            at = min(1.0, self.asked * self.args.batch_tokens / self.args.tokens) if self.args.tokens else progress
            settings, tone_share = self.settings_at(at, self.asked)
            self.under_way.append(self.pool.apply_async(make, (self.asked, settings, self.args.batch_tokens, tone_share)))
            self.asked += 1
        arrays = self.under_way.popleft().get()
        tensors = {name: torch.from_numpy(values) for name, values in arrays.items()}
        if self.args.device.startswith("cuda"):
            tensors = {name: value.pin_memory().to(self.args.device, non_blocking=True) for name, value in tensors.items()}
        for name in ("ids", "segments", "places"):
            tensors[name] = tensors[name].long()
        return tensors

    def close(self):
        self.pool.terminate()

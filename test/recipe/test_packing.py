"""Packed rows hold every example whole, and to the model each stands alone."""

import argparse
import os
import tempfile
import unittest

from toy import PIECES, skip_message, write_toy_corpus

try:
    import numpy as np
    import torch
except ImportError:
    torch = None
else:
    import encode_tone
    import pretrain
    from examples import Example, Mixture, Settings, collate
    from initialize import initialize
    from model import BertForPreTraining, Config, pretraining_loss, vocabulary_loss, MaskedLoss
    from packed_batches import Maker, PackedBatches, ToneRows
    from packing import IGNORED, pack_rows

WIDTH, ROWS, PAD = 64, 48, 0
FLOAT32 = 1e-4  # of values around 1: sums of some hundred float32 products in another order


@unittest.skipIf(torch is None, torch is None and skip_message("PyTorch"))
class PackingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = write_toy_corpus(cls.folder.name)
        cls.settings = Settings([0, 1, 2, 3, 4], np.array([p.startswith("##") for p in PIECES]), WIDTH)
        rng = np.random.default_rng(5)
        cls.examples = Mixture({cls.path: 1.0}).examples(cls.settings, rng, ROWS * WIDTH)
        none = np.zeros(0, np.int64)
        cls.examples += [Example([2, 7 + i, 9, 3], [0] * 4, IGNORED, none, none, "tone", i % 3) for i in range(4)]
        cls.packed = pack_rows(cls.examples, ROWS, WIDTH, PAD)

    def unpack(self):
        """{(ids), ...: (segments, places, row, block)} of every example found in the rows."""
        found = []
        for start in self.packed["first"]:
            row, at = divmod(int(start), WIDTH)
            block = self.packed["blocks"][row, at]
            span = np.flatnonzero(self.packed["blocks"][row] == block)
            self.assertEqual(span.tolist(), list(range(at, at + len(span))))
            self.assertEqual(self.packed["places"][row, span].tolist(), list(range(len(span))))
            found.append((tuple(self.packed["ids"][row, span].tolist()), tuple(self.packed["segments"][row, span].tolist())))
        return found

    def test_every_placed_example_is_whole_and_nothing_else_is_there(self):
        found = self.unpack()
        known = {(tuple(e.ids), tuple(e.segments)) for e in self.examples}
        self.assertLessEqual(set(found), known)
        self.assertEqual((self.packed["blocks"] > 0).sum(), sum(len(ids) for ids, _ in found))
        self.assertTrue((self.packed["ids"][self.packed["blocks"] == 0] == PAD).all())

    def test_nearly_all_tokens_find_room(self):
        self.assertGreater((self.packed["blocks"] > 0).mean(), 0.95)
        left_out = len(self.examples) - len(self.packed["first"])
        self.assertLess(left_out, 0.1 * len(self.examples))

    def test_targets_and_labels_stay_with_their_example(self):
        flat, blocks = self.packed["ids"].ravel(), self.packed["blocks"].ravel()
        self.assertTrue((blocks[self.packed["positions"]] > 0).all())
        hidden = flat[self.packed["positions"]] == 4
        self.assertGreater(hidden.mean(), 0.6)
        toned = self.packed["tone"] != IGNORED
        self.assertEqual(sorted(self.packed["tone"][toned].tolist()), [0, 0, 1, 2])
        self.assertTrue((self.packed["is_next"][toned] == IGNORED).all())

    def test_an_example_among_others_is_what_it_is_alone(self):
        torch.manual_seed(1)
        model = BertForPreTraining(Config(len(PIECES), 32, 2, 4, 64, WIDTH)).eval()
        initialize(model, 1)
        batch = {name: torch.from_numpy(value) for name, value in self.packed.items()}
        inputs = [batch[name].long() for name in ("ids", "segments", "places")]
        with torch.no_grad():
            together = model.bert(*inputs[:2], packed=(batch["blocks"], inputs[2]))
            for row, at in (divmod(int(start), WIDTH) for start in self.packed["first"][:12]):
                span = self.packed["blocks"][row] == self.packed["blocks"][row, at]
                ids, segments = (torch.from_numpy(self.packed[name][row, span]).long()[None] for name in ("ids", "segments"))
                alone = model.bert(ids, segments)[0]
                self.assertLess((together[row][torch.from_numpy(span)] - alone).abs().max().item(), FLOAT32)

    def test_the_loss_of_packed_rows_is_that_of_padded_ones(self):
        examples = [e for e in self.examples if e.kind != "tone"][:12]
        model = BertForPreTraining(Config(len(PIECES), 32, 2, 4, 64, WIDTH))
        initialize(model, 2)
        padded = {k: None if v is None else torch.from_numpy(v) for k, v in collate(examples, PAD).items()}
        packed = {k: torch.from_numpy(v) for k, v in pack_rows(examples, ROWS, WIDTH, PAD).items()}
        for name in ("ids", "segments", "places"):
            packed[name] = packed[name].long()
        losses = [pretraining_loss(model, batch)[0] for batch in (padded, packed)]
        self.assertAlmostEqual(losses[0].item(), losses[1].item(), delta=FLOAT32)

    def test_the_loss_of_a_gpu_is_the_loss_of_a_processor(self):
        torch.manual_seed(4)
        hidden, decoder, bias, targets = torch.randn(40, 8), torch.randn(50, 8), torch.randn(50), torch.randint(0, 50, (40,))
        for one, other in zip(vocabulary_loss(hidden, decoder, bias, targets), MaskedLoss.apply(hidden, decoder, bias, targets, torch.float32)):
            self.assertAlmostEqual(float(one), float(other), delta=FLOAT32)

    def test_a_numbered_batch_is_the_same_each_time_and_may_await_a_source(self):
        weights = {self.path: 1.0, self.path + "-on-its-way": 1.0}
        with self.assertRaisesRegex(FileNotFoundError, "toy-on-its-way.documents"):
            Maker(weights, None, PAD, seed=3).make(7, self.settings, ROWS * WIDTH, 0.0)
        makers = [Maker(weights, None, PAD, seed=3, awaits=True) for _ in range(2)]
        first, second, other = (maker.make(number, self.settings, ROWS * WIDTH, 0.0) for maker, number in zip([*makers, makers[0]], (7, 7, 8)))
        for name, value in first.items():
            np.testing.assert_array_equal(value, second[name], name)
        self.assertFalse(np.array_equal(first["ids"], other["ids"]))

    def test_a_run_by_tokens_draws_the_same_batches_however_many_are_made_ahead(self):
        def draw(makers, skip=0):
            args = argparse.Namespace(makers=makers, tone=None, seed=3, await_sources=False, tone_masked=0.0, batch_tokens=1024, tokens=12 * 1024, device="cpu")
            # The settings change halfway, as those of a run do.
            settings_at = lambda progress, number: (Settings(self.settings.special, self.settings.continuation, 64, 0.3 if progress < 0.5 else 0.15), 0.0)  # noqa: E731
            batches = PackedBatches(args, {self.path: 1.0}, PAD, settings_at)
            self.addCleanup(batches.close)
            batches.place = [skip, 0]
            peeked = batches.peek(0.0, 2)
            found = [batches.next(0.0) for _ in range(skip, 12)]
            self.assertIs(peeked[0], found[0])
            self.assertIs(peeked[1], found[1])
            return found

        one, other, resumed = draw(1), draw(3), draw(2, skip=5)
        self.assertGreater(len(one[0]["targets"]), 1.5 * len(one[-1]["targets"]))
        for first, second in [*zip(one, other), *zip(one[5:], resumed)]:
            for name, value in first.items():
                torch.testing.assert_close(value, second[name], msg=name)

    @unittest.skipUnless(torch is not None and hasattr(torch.nn.functional, "scaled_dot_product_attention"), "no PyTorch 2.0 or newer here, which has fused attention")
    def test_fused_attention_is_attention(self):
        model = BertForPreTraining(Config(len(PIECES), 32, 2, 4, 64, WIDTH)).eval()
        initialize(model, 3)
        ids, segments, places = (torch.from_numpy(self.packed[name]).long() for name in ("ids", "segments", "places"))
        found = []
        for fused in (False, True):
            for layer in model.bert.encoder.layer:
                layer.attention.self.fused = fused
            with torch.no_grad():
                found.append(model.bert(ids, segments, packed=(torch.from_numpy(self.packed["blocks"]), places)))
        torch.testing.assert_close(*found, rtol=0, atol=FLOAT32)

    def test_tone_sentences_are_masked_as_often_as_asked(self):
        rows = [[2, *range(10, 10 + length), 3] for length in range(8, 28)]
        path = os.path.join(self.folder.name, "masked.npz")
        np.savez_compressed(path, ids=np.array(sum(rows, []), np.uint16), starts=np.cumsum([0] + [len(row) for row in rows]), labels=np.zeros(20, np.int8))
        for masked in (0.0, 0.5, 1.0):
            examples = ToneRows(path).examples(np.random.default_rng(8), 6000, self.settings, masked)
            self.assertAlmostEqual(np.mean([len(e.positions) > 0 for e in examples]), masked, delta=0.08)
            for example in examples:
                whole = np.array(example.ids)
                whole[example.positions] = example.targets
                self.assertIn(whole.tolist(), rows)

    def test_tone_rows_that_are_longer_than_an_example_wait_for_longer_ones(self):
        rows = [[2, *range(10, 10 + length), 3] for length in (8, 100)]
        path = os.path.join(self.folder.name, "long.npz")
        np.savez_compressed(path, ids=np.array(sum(rows, []), np.uint16), starts=np.cumsum([0] + [len(row) for row in rows]), labels=np.zeros(2, np.int8))
        for max_tokens, lengths in ((64, {10}), (128, {10, 102})):
            settings = Settings(self.settings.special, self.settings.continuation, max_tokens)
            examples = ToneRows(path).examples(np.random.default_rng(8), 2000, settings)
            self.assertEqual({len(e.ids) for e in examples}, lengths)

    def test_a_run_with_all_heads_learns_tone_along(self):
        rng = np.random.default_rng(6)
        # The tone of a row is the piece behind [CLS].
        rows = [[2, 10 + tone, *rng.integers(20, 40, 4).tolist(), 3] for tone in range(3) for _ in range(20)]
        tone = os.path.join(self.folder.name, "tone.npz")
        starts = np.cumsum([0] + [len(row) for row in rows])
        np.savez_compressed(tone, ids=np.array(sum(rows, []), np.uint16), starts=starts, labels=np.repeat(np.arange(3, dtype=np.int8), 20))
        vocab = os.path.join(self.folder.name, "vocab.txt")
        with open(vocab, "w", encoding="utf-8") as file:
            file.write("\n".join(PIECES) + "\n")
        out = os.path.join(self.folder.name, "run")
        pretrain.main(
            ["--vocab", vocab, "--out", out, "--source", f"{self.path}=1", "--tokens", "150e3", "--layers", "1", "--hidden", "32", "--heads", "2"]
            + ["--batch-tokens", "1024", "--packed", "--makers", "1", "--tone", tone, "--tone-from", "0", "--tone-share", "0.3", "--rate", "3e-3", "--device", "cpu"]
        )
        model, config = pretrain.load_folder(os.path.join(out, "checkpoint"))
        self.assertEqual(config["id2label"], {"0": "negative", "1": "neutral", "2": "positive"})
        ids = torch.tensor(rows)
        with torch.no_grad():
            found = model.tone_logits(model.bert(ids, torch.zeros_like(ids))).argmax(-1)
        self.assertGreater((found.numpy() == np.repeat(np.arange(3), 20)).mean(), 0.9)


if __name__ == "__main__":
    unittest.main()

"""Weights that int8 holds without loss."""

import os
import tempfile
import unittest
from unittest import mock

from toy import PIECES, skip_message

try:
    import torch
except ImportError:
    torch = None
else:
    from checkpoint import read_folder, save_folder
    from model import BertForPreTraining, Config
    from round_weights import STEPS, is_rounded, main, round_rows, round_weights


@unittest.skipIf(torch is None, torch is None and skip_message("PyTorch"))
class RoundingTest(unittest.TestCase):
    def test_a_row_is_whole_multiples_of_a_step_of_its_own(self):
        torch.manual_seed(1)
        matrix = torch.randn(20, 30) * torch.logspace(-6, 3, 20)[:, None]
        rounded = round_rows(matrix)
        steps = matrix.abs().amax(1, keepdim=True) / STEPS
        counts = rounded / steps
        self.assertLess((counts - counts.round()).abs().max(), 1e-4)
        self.assertLess(((rounded - matrix).abs() / steps).max(), 0.5001)
        self.assertTrue(torch.allclose(round_rows(rounded), rounded))

    def test_a_row_of_zeros_stays_one(self):
        self.assertEqual(round_rows(torch.zeros(2, 3)).abs().max(), 0)

    def test_half_precision_keeps_every_step(self):
        torch.manual_seed(2)
        rounded = round_rows(torch.randn(200, 256) * 0.05)
        kept = rounded.half().float()
        self.assertTrue(torch.equal((kept / kept.abs().amax(1, keepdim=True) * STEPS).round(), (rounded / rounded.abs().amax(1, keepdim=True) * STEPS).round()))

    def test_matrices_of_the_layers_and_words_are_rounded_and_nothing_else(self):
        torch.manual_seed(3)
        model = BertForPreTraining(Config(len(PIECES), 8, 1, 2, 16, 12), labels=3)
        state = model.state_dict()
        rounded = round_weights(state)
        changed = {name for name in state if not torch.equal(state[name], rounded[name])}
        self.assertEqual(changed, {name for name, value in state.items() if is_rounded(name, value)})
        self.assertIn("bert.embeddings.word_embeddings.weight", changed)
        self.assertEqual(sum(".layer.0." in name for name in changed), 6)
        self.assertEqual(len(changed), 7)

    def test_a_folder_is_rounded_and_gets_no_tensor_that_it_had_not(self):
        torch.manual_seed(4)
        model = BertForPreTraining(Config(len(PIECES), 8, 1, 2, 16, 12), labels=3)
        state = {name: value for name, value in model.state_dict().items() if not name.startswith("cls.")}
        with tempfile.TemporaryDirectory() as folder:
            source, out, vocab = (os.path.join(folder, name) for name in ("source", "out", "pieces.txt"))
            with open(vocab, "w", encoding="utf-8") as file:
                file.write("\n".join(PIECES) + "\n")
            save_folder(source, state, model.config.to_json(), vocab)
            with mock.patch("sys.argv", ["round_weights.py", "--from", source, "--out", out]):
                main()
            stored, _ = read_folder(source)
            found, config = read_folder(out)
        self.assertEqual(config, model.config.to_json())
        self.assertEqual(found.keys(), state.keys())
        for name, value in round_weights(stored).items():
            with self.subTest(name):
                self.assertTrue(torch.allclose(found[name], value, rtol=2e-3, atol=1e-6))


if __name__ == "__main__":
    unittest.main()

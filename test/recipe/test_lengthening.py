"""Positions that a checkpoint was not pre-trained with."""

import os
import tempfile
import unittest
from unittest import mock

from toy import PIECES, skip_message, write_toy_corpus

try:
    import torch
except ImportError:
    torch = None
else:
    import numpy as np

    from checkpoint import read_folder, save_folder
    from lengthen import POSITIONS, Rows, extrapolate, learn, long_loss, main, shift_loss, with_positions
    from model import BertForPreTraining, Config
    from wordpiece import WordPiece

OLD, NEW = 32, 64


@unittest.skipIf(torch is None, torch is None and skip_message("PyTorch"))
class LengtheningTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.vocab = os.path.join(self.folder, "pieces.txt")
        with open(self.vocab, "w", encoding="utf-8") as file:
            file.write("\n".join(PIECES) + "\n")
        self.corpus = write_toy_corpus(self.folder)
        torch.manual_seed(6)
        self.model = BertForPreTraining(Config(len(PIECES), 32, 2, 2, 64, OLD), labels=3)
        # As large as learnt ones are, so that positions matter.
        torch.nn.init.normal_(self.model.bert.embeddings.position_embeddings.weight, std=0.5)

    def rows(self, seed=1):
        return Rows({self.corpus: 1.0}, WordPiece.read(self.vocab), np.random.default_rng(seed), NEW - 2)

    def test_sinusoids_are_carried_on(self):
        places = torch.arange(NEW)[:, None]
        # Rates that the fit knows: those of sine and cosine pairs 0 and 1 of 32 dimensions.
        rates = torch.exp(torch.arange(0, 4, 2) * (-np.log(10000.0) / 32))
        wave = torch.cat([(places * rates).sin() * 10, (places * rates).cos() * 7, torch.full((NEW, 28), 3.0)], 1)
        carried = extrapolate(wave[:OLD], NEW)
        self.assertTrue(torch.equal(carried[:OLD], wave[:OLD]))
        self.assertLess((carried - wave).abs().max(), 1.0)

    def test_each_phase_lowers_its_loss_and_moves_new_rows_alone(self):
        for loss_of in (shift_loss, long_loss):
            table = extrapolate(self.model.state_dict()[POSITIONS], NEW)
            longer = with_positions(self.model, table)
            before = {name: value.clone() for name, value in longer.state_dict().items()}
            with mock.patch("builtins.print"):
                learnt = learn(longer, table, OLD, self.rows(), loss_of, 40, 1e-2, 8)
            with torch.no_grad():
                first, last = (float(np.mean([loss_of(longer, t, OLD, self.rows(9), 8) for _ in range(3)])) for t in (table, learnt))
            self.assertLess(last, first * 0.99, loss_of.__name__)
            self.assertTrue(torch.equal(learnt[:OLD], table[:OLD]))
            self.assertFalse(torch.equal(learnt[OLD:], table[OLD:]))
            self.assertTrue(all(torch.equal(before[name], value) for name, value in longer.state_dict().items()))

    def test_rows_come_from_within_documents(self):
        rows = self.rows()
        source = rows.mixture.sources[0]
        documents = [source.ids[a:b].tolist() for a, b in zip(source.sentences[source.documents][:-1], source.sentences[source.documents][1:])]
        joined = [" ".join(map(str, document)) for document in documents]
        for row in rows.draw(50, NEW):
            self.assertTrue(any(" ".join(map(str, row)) in text for text in joined))

    def test_a_corpus_of_short_documents_is_refused(self):
        with self.assertRaisesRegex(ValueError, "toy: no document of 100000 tokens"):
            Rows({self.corpus: 1.0}, WordPiece.read(self.vocab), np.random.default_rng(1), 100000)

    def test_a_folder_is_lengthened_and_nothing_else_in_it_changes(self):
        source, out = os.path.join(self.folder, "source"), os.path.join(self.folder, "out")
        save_folder(source, self.model.state_dict(), self.model.config.to_json(), self.vocab)
        arguments = ["lengthen.py", "--from", source, "--out", out, "--positions", str(NEW), "--source", f"{self.corpus}=1"]
        with mock.patch("sys.argv", [*arguments, "--steps", "2", "2", "--batches", "2", "2"]), mock.patch("builtins.print"):
            main()
        (before, config), (after, longer) = read_folder(source), read_folder(out)
        self.assertEqual({**config, "max_position_embeddings": NEW}, longer)
        self.assertEqual(after[POSITIONS].shape, (NEW, 32))
        self.assertTrue(torch.equal(after.pop(POSITIONS)[:OLD], before.pop(POSITIONS)))
        self.assertEqual(before.keys(), after.keys())
        self.assertTrue(all(torch.equal(before[name], after[name]) for name in before))


if __name__ == "__main__":
    unittest.main()

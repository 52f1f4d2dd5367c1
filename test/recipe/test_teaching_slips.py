"""The losses of slips are what they say, the other heads are held, and a resumed run is the same run."""

import json
import os
import tempfile
import unittest

from toy import skip_message
from toy_words import PIECES, write_word_corpus

try:
    import numpy as np
    import torch
except ImportError:
    torch = None
else:
    import teach_slips
    from checkpoint import load_folder, read_safetensors, save_folder
    from initialize import initialize
    from measure_slips import read_candidates, threshold_at
    from model import BertForPreTraining, Config
    from slip_batches import Stream
    from slip_losses import CandidateLoss, CandidateTable, held_pair_loss, held_tone_loss, multiply
    from slip_reader import Finding, SlipReader, cut_words, mend
    from slips import ACTIONS
    from tone_data import label_config
    from wordpiece import WordPiece


@unittest.skipIf(torch is None, torch is None and skip_message("PyTorch"))
class TeachingSlipsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.corpus = write_word_corpus(self.folder)
        self.start = os.path.join(self.folder, "start")
        vocab = os.path.join(self.folder, "vocab.txt")
        with open(vocab, "w", encoding="utf-8") as file:
            file.write("\n".join(PIECES) + "\n")
        model = BertForPreTraining(Config(len(PIECES), 32, 2, 4, 64, 64), 3)
        initialize(model, 1)
        save_folder(self.start, model.state_dict(), {**model.config.to_json(), **label_config(1.0)}, vocab)
        self.tone = os.path.join(self.folder, "tone.npz")
        rng = np.random.default_rng(2)
        starts = np.arange(0, 401, 8)
        np.savez_compressed(self.tone, ids=rng.integers(5, len(PIECES), 400).astype(np.uint16), starts=starts, labels=np.zeros(50, np.int8))

    def arguments(self, out, *more):
        sizes = ["--batch-tokens", "256", "--pair-tokens", "128", "--tone-tokens", "64", "--precision", "fp32", "--threads", "1"]
        return ["--start", self.start, "--out", out, "--source", self.corpus + "=1", "--tone", self.tone, *sizes, *more]

    def make_run(self):
        out = os.path.join(self.folder, "run")
        os.makedirs(out, exist_ok=True)
        return teach_slips.Run(teach_slips.read_arguments(self.arguments(out, "--tokens", "1000")))

    def batch(self, run, at):
        return {k: v if v is None else torch.from_numpy(v) for k, v in run.losses[at][0].next().items()}

    def test_the_candidate_loss_is_cross_entropy_and_so_are_its_gradients(self):
        torch.manual_seed(3)
        table = CandidateTable({7: [8, 9], 8: [7], 9: [7, 10, 11]}, 12)
        words, meant = torch.tensor([7, 9, 8, 7, 9]), torch.tensor([9, 9, 7, 7, 11])
        inputs = [torch.randn(5, 6), torch.randn(12, 6), torch.randn(12)]
        found = [x.clone().requires_grad_() for x in inputs]
        loss, right = CandidateLoss.apply(*found, *table.of(words, meant))
        (2 * loss).backward()
        wanted = [x.clone().requires_grad_() for x in inputs]
        lists = {7: [7, 8, 9], 8: [8, 7], 9: [9, 7, 10, 11]}
        exact, hits = 0.0, 0
        for row, (word, goal) in enumerate(zip(words.tolist(), meant.tolist())):
            logits = wanted[1][lists[word]] @ wanted[0][row] + wanted[2][lists[word]]
            exact = exact - logits.log_softmax(-1)[lists[word].index(goal)] / len(words)
            hits += int(logits.argmax() == lists[word].index(goal))
        (2 * exact).backward()
        self.assertAlmostEqual(loss.item(), exact.item(), places=5)
        self.assertEqual(right.item(), hits)
        for a, b in zip(found, wanted):
            self.assertLess((a.grad - b.grad).abs().max().item(), 1e-5)

    def test_a_sparse_product_is_the_dense_one(self):
        torch.manual_seed(4)
        dense, rows, columns, values = torch.randn(5, 3), torch.tensor([0, 0, 2, 3]), torch.tensor([4, 1, 1, 0]), torch.randn(4)
        matrix = torch.zeros(4, 5)
        matrix[rows, columns] = values
        self.assertLess((multiply(rows, columns, values, 4, dense) - matrix @ dense).abs().max().item(), 1e-6)

    def test_weights_that_did_not_move_have_nothing_to_be_held(self):
        run = self.make_run()
        for at, loss_of in ((1, held_pair_loss), (2, held_tone_loss)):
            loss, _ = loss_of(run.model, run.frozen, self.batch(run, at))
            self.assertLess(abs(loss.item()), 1e-5)

    def test_every_head_that_moves_is_pulled_back(self):
        run = self.make_run()
        for head, at, loss_of in [
            ("classifier.weight", 2, held_tone_loss),
            ("cls.seq_relationship.weight", 1, held_pair_loss),
            ("cls.predictions.bias", 1, held_pair_loss),
            ("bert.encoder.layer.0.intermediate.dense.weight", 1, held_pair_loss),
            ("bert.encoder.layer.0.intermediate.dense.weight", 2, held_tone_loss),
        ]:
            with self.subTest(head):
                parameter, batch = dict(run.model.named_parameters())[head], self.batch(run, at)
                was, torch_rng = parameter.detach().clone(), torch.manual_seed(1)
                with torch.no_grad():
                    parameter += torch.randn(parameter.shape, generator=torch_rng)
                run.model.zero_grad()
                loss, _ = loss_of(run.model, run.frozen, batch)
                loss.backward()
                self.assertGreater(loss.item(), 1e-5)
                with torch.no_grad():  # against the gradient lies the way back
                    self.assertGreater((parameter.grad * (parameter - was)).sum().item(), 0)
                    parameter.copy_(was)

    def test_a_step_adds_up_all_three_kinds(self):
        facts = {key for seen, _ in self.make_run().step(1e-3) for key in seen}
        self.assertLessEqual({"meant_loss", "action_loss", "masked_loss", "held_masked", "held_next", "held_tone"}, facts)

    def test_the_new_head_takes_longer_steps_than_all_else(self):
        run = self.make_run()
        run.step(1e-3)
        rates = {id(p): group["lr"] for group in run.optimizer.param_groups for p in group["params"]}
        for name, parameter in run.model.named_parameters():
            self.assertAlmostEqual(rates[id(parameter)], 1e-3 * (teach_slips.HEAD_TIMES if name.startswith("slips.") else 1), msg=name)

    def test_a_stream_goes_on_where_it_stopped(self):
        make = lambda number: [(number, at) for at in range(number % 3 + 1)]  # noqa: E731
        whole = Stream(make)
        seen = [whole.next() for _ in range(12)]
        for stop in range(12):
            first, second = Stream(make), Stream(make)
            for _ in range(stop):
                first.next()
            second.place = list(first.place)
            self.assertEqual([second.next() for _ in range(12 - stop)], seen[stop:])

    def test_a_run_that_was_stopped_ends_like_one_that_was_not(self):
        whole, broken = (os.path.join(self.folder, name) for name in ("whole", "broken"))
        teach_slips.main(self.arguments(whole, "--tokens", "12000"))
        step, calls = teach_slips.Run.step, []

        def stop_early(run, rate):
            calls.append(1)
            if len(calls) == 9:
                raise KeyboardInterrupt
            return step(run, rate)

        teach_slips.Run.step = stop_early
        try:
            with self.assertRaises(KeyboardInterrupt):
                teach_slips.main(self.arguments(broken, "--tokens", "12000", "--save-seconds", "0"))
        finally:
            teach_slips.Run.step = step
        teach_slips.main(self.arguments(broken, "--tokens", "12000"))
        one, two = (read_safetensors(os.path.join(folder, "checkpoint", "model.safetensors")) for folder in (whole, broken))
        self.assertIn("slips.weight", one)
        for name in one:
            self.assertTrue(torch.equal(one[name], two[name]), name)
        with open(os.path.join(whole, "checkpoint", "config.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["cloze_slips"], list(ACTIONS))
        self.assertEqual(load_folder(os.path.join(whole, "checkpoint"))[0].slips.weight.shape, (len(ACTIONS), 32))
        self.assertIn("from", read_candidates(os.path.join(whole, "checkpoint"))["form"])
        self.assertTrue(os.path.exists(os.path.join(whole, "before-fall.pt")))

    def test_a_finding_mends_its_text(self):
        for text, finding, expected in [
            ("Set it form the list.", Finding("other", 7, 11, "from", 1.0), "set it from the list."),
            ("We can can call.", Finding("extra", 7, 10, "", 1.0), "we can call."),
            ("There some left.", Finding("missing", 6, 6, "are", 1.0), "there are some left."),
        ]:
            self.assertEqual(mend(text, finding), expected)

    def test_code_names_and_marks_are_not_asked_about(self):
        words = cut_words("The `file` in Files is a **value** of file_use.", WordPiece(PIECES))
        self.assertEqual([w.text for w in words if w.asked and w.text != "."], ["The", "in", "is", "a", "value", "of"])
        self.assertNotIn("`", [w.text for w in words])

    def test_a_reader_finds_what_the_heads_say(self):
        model, _ = load_folder(self.start)
        wordpiece = WordPiece(PIECES)
        reader = SlipReader(model, wordpiece, {"form": ["from", "forms"]})
        texts = ["the form is read", "a value of it is the form", "of"]
        _, found = reader.read(texts, least=-1e9)
        self.assertEqual([len(findings) for findings in found], [2, 2, 0])
        ids = torch.tensor([[wordpiece.cls, *wordpiece.encode(texts[0]), wordpiece.sep]])
        with torch.no_grad():
            logits = model.mlm_logits(model.bert(ids, torch.zeros_like(ids))[0, 2:3])[0]
        for finding in found[0]:
            gap = logits[wordpiece.ids[finding.suggestion]] - logits[wordpiece.ids["form"]]
            self.assertEqual((finding.start, finding.end), (4, 8))
            self.assertAlmostEqual(finding.score, gap.item(), places=4)

    def test_a_threshold_lets_so_many_in_a_thousand_pass(self):
        scores = np.arange(1000) / 10.0
        self.assertEqual((scores >= threshold_at(scores, 4)).sum(), 4)
        self.assertEqual((np.full(50, -np.inf) >= threshold_at(np.full(50, -np.inf), 4)).sum(), 0)


if __name__ == "__main__":
    unittest.main()

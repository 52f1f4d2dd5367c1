"""One training step lowers the loss; a checkpoint survives its round trip; a resumed run is the same run."""

import json
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
    import pretrain
    from average import average
    from checkpoint import load_folder, read_safetensors, save_folder
    from evaluate import cut_around, measure_fills, measure_long
    from examples import Mixture, Settings, collate
    from initialize import initialize
    from model import BertForPreTraining, Config, MaskedLoss, pretraining_loss
    from muon import orthogonalised
    from optimizers import build_optimizers
    from processor import has_bf16
    from transplant import transplant
    from wordpiece import WordPiece

FP16_ROUNDING = 1e-3  # relative; half precision has 11 bits


def toy_model(seed=1, labels=0):
    model = BertForPreTraining(Config(len(PIECES), 32, 2, 4, 64, 64), labels)
    initialize(model, seed)
    return model


@unittest.skipIf(torch is None, torch is None and skip_message("PyTorch"))
class TrainingTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = write_toy_corpus(self.folder.name)

    def batch(self):
        settings = Settings([0, 1, 2, 3, 4], np.array([p.startswith("##") for p in PIECES]), 64)
        arrays = collate(Mixture({self.path: 1.0}).pool(0, 1, settings, 1024, 2)[0], 0)
        return {k: None if v is None else torch.from_numpy(v) for k, v in arrays.items()}

    def test_one_step_lowers_the_loss(self):
        model, batch = toy_model(), self.batch()
        optimizer = build_optimizers(model, "muon")
        for group in optimizer.param_groups:
            group["lr"] = 1e-3
        before, facts = pretraining_loss(model, batch)
        before.backward()
        optimizer.step()
        after, _ = pretraining_loss(model, batch)
        self.assertLess(after.item(), before.item())
        self.assertAlmostEqual(facts["mlm_loss"], np.log(len(PIECES)), delta=1.0)

    def test_hidden_words_are_judged_by_their_pieces_given_all_others(self):
        model = toy_model().eval()
        wordpiece = WordPiece(PIECES)
        # "w1p2" is two pieces; the other sentence makes the batch one of two lengths.
        questions = [(["w3", "w1p2", "w4"], 1), (["w5", "w6", "w7", "w8", "."], 0)]
        mask, expected = wordpiece.mask, []
        for ids, places, targets in [
            (["w3", mask, mask, "w4"], [2, 3], ["w1", "##p2"]),
            ([mask, "w6", "w7", "w8", "."], [1], ["w5"]),
        ]:
            ids = [wordpiece.cls, *(wordpiece.ids.get(piece, piece) for piece in ids), wordpiece.sep]
            with torch.no_grad():
                hidden = model.bert(torch.tensor([ids]), torch.zeros(1, len(ids), dtype=torch.long))[0]
                chances = model.mlm_logits(hidden[places]).softmax(-1)
            expected.append(-np.mean([np.log(row[wordpiece.ids[piece]]) for row, piece in zip(chances.numpy(), targets)]))
        figures = measure_fills(model, wordpiece, questions)
        self.assertAlmostEqual(figures["loss"], np.mean(expected), places=5)
        self.assertEqual((figures["words"], figures["one_piece_words"]), (2, 1))

    def test_a_window_is_cut_around_its_word(self):
        for place, width, wanted in [(0, 4, (0, 4)), (5, 4, (3, 7)), (9, 4, (6, 10)), (5, 20, (0, 10))]:
            ids, index = cut_around(list(range(10)), place, width)
            self.assertEqual((ids, ids[index]), (list(range(*wanted)), place))

    def test_long_texts_are_read_whole_and_in_windows(self):
        wordpiece = WordPiece(PIECES)
        model = BertForPreTraining(Config(len(PIECES), 32, 2, 4, 64, 512))
        initialize(model, 1)
        documents = [[" ".join(f"w{(i * j) % 40}" for i in range(300))] * 2 for j in (3, 7, 11)]
        figures = measure_long(model.eval(), wordpiece, documents, 2, 1)
        self.assertEqual({key: value for key, value in figures.items() if key.endswith("words")}, {"256_words": 6, "512_words": 6})
        # A model that knows nothing is no better than chance, however much it reads.
        for tokens in (256, 512):
            for name in ("whole", "window"):
                self.assertAlmostEqual(figures[f"{tokens}_{name}_loss"], np.log(len(PIECES)), delta=0.5)

    def test_a_transplant_is_the_new_encoder_with_what_fine_tuning_changed(self):
        old, new, tone = (toy_model(seed, labels=3).state_dict() for seed in (1, 2, 3))
        moved = transplant(tone, old, new)
        self.assertFalse([name for name in moved if name.startswith("cls.")])
        for name, value in moved.items():
            expected = tone[name] + new[name] - old[name] if name.startswith("bert.") else tone[name]
            torch.testing.assert_close(value, expected, msg=name)
        name = "bert.pooler.dense.weight"
        torch.testing.assert_close(transplant(tone, old, old)[name], tone[name])
        with self.assertRaisesRegex(ValueError, "pooler.dense.bias.*32"):
            transplant(tone, old, {name: value for name, value in new.items() if name != "bert.pooler.dense.bias"})

    def test_an_average_is_halfway_and_has_no_tensor_of_one_alone(self):
        first, second = (toy_model(seed).state_dict() for seed in (1, 2))
        for name, value in average(first, second).items():
            torch.testing.assert_close(value, (first[name] + second[name]) / 2, msg=name)
        with self.assertRaisesRegex(ValueError, "classifier.*None"):
            average(first, toy_model(3, labels=3).state_dict())

    def test_an_average_keeps_a_head_for_slips_that_the_second_was_taught(self):
        first, taught = toy_model(1).state_dict(), toy_model(2).state_dict()
        head = torch.ones(3, 4)
        self.assertTrue(torch.equal(average(first, {**taught, "slips.weight": head})["slips.weight"], head))
        with self.assertRaisesRegex(ValueError, "slips.weight"):
            average({**first, "slips.weight": head}, taught)

    def test_an_average_may_lie_nearer_to_one(self):
        first, second = ({"weight": torch.full((2,), value)} for value in (1.0, 5.0))
        for share, expected in ((0.0, 1.0), (0.25, 2.0), (1.0, 5.0)):
            self.assertEqual(average(first, second, share)["weight"].tolist(), [expected] * 2)

    def test_asked_rows_are_what_they_are_among_all(self):
        model, batch = toy_model(), self.batch()
        inputs = batch["ids"], batch["segments"], batch["lengths"]
        every = model.bert(*inputs).reshape(-1, 32)
        found = model.bert(*inputs, batch["positions"])
        self.assertEqual(found.shape, (len(batch["positions"]), 32))
        self.assertLess((found - every[batch["positions"]]).abs().max().item(), 1e-5)

    def test_the_masked_loss_is_cross_entropy_and_so_are_its_gradients(self):
        torch.manual_seed(3)
        targets = torch.randint(0, 50, (75,))  # not a multiple of the rows taken at a time
        inputs = [torch.randn(75, 8), torch.randn(50, 8), torch.randn(50)]
        found = [x.clone().requires_grad_() for x in inputs]
        loss, right = MaskedLoss.apply(*found, targets, torch.float32)
        (2 * loss).backward()
        wanted = [x.clone().requires_grad_() for x in inputs]
        logits = torch.nn.functional.linear(*wanted)
        exact = torch.nn.functional.cross_entropy(logits, targets)
        (2 * exact).backward()
        self.assertAlmostEqual(loss.item(), exact.item(), places=5)
        self.assertEqual(right.item(), (logits.argmax(-1) == targets).sum().item())
        for a, b in zip(found, wanted):
            self.assertLess((a.grad - b.grad).abs().max().item(), 1e-6)

    def test_muon_gives_every_direction_of_a_matrix_about_the_same_length(self):
        torch.manual_seed(4)
        for rows, columns in ((16, 16), (16, 64), (64, 16)):
            uneven = torch.randn(2, rows, 16) @ torch.diag(torch.logspace(0, -1, 16)) @ torch.randn(16, columns)
            lengths = torch.linalg.svdvals(orthogonalised(uneven))
            self.assertLess(lengths.max().item(), 1.4)
            self.assertGreater(lengths.median().item(), 0.6)

    def test_muon_steps_the_matrices_of_the_layers_and_adamw_the_rest(self):
        model = toy_model()
        adamw, muon = build_optimizers(model, "muon").parts
        stepped = {id(p) for group in muon.param_groups for p in group["params"]}
        for name, parameter in model.named_parameters():
            is_matrix = "encoder.layer" in name and name.endswith(("query.weight", "key.weight", "value.weight", "dense.weight"))
            self.assertEqual(id(parameter) in stepped, is_matrix, name)
        both = [p for part in (adamw, muon) for group in part.param_groups for p in group["params"]]
        self.assertEqual(len(both), len(list(model.parameters())))

    def test_padding_changes_nothing(self):
        model = toy_model().eval()
        ids, segments = torch.tensor([[2, 7, 8, 5, 3]]), torch.zeros(1, 5, dtype=torch.long)
        padded = torch.cat([ids, torch.zeros(1, 3, dtype=torch.long)], 1)
        with torch.no_grad():
            alone = model.bert(ids, segments)
            among = model.bert(padded, torch.zeros_like(padded), torch.tensor([5]))[:, :5]
        self.assertLess((alone - among).abs().max().item(), 1e-5)

    def test_heads_start_looking_where_they_were_told(self):
        # A toy is too narrow for sinusoids of 8 values to tell 2 from 3; the real width is needed.
        model = BertForPreTraining(Config(len(PIECES), 256, 2, 4, 256, 64))
        initialize(model, 1)
        x = torch.nn.functional.layer_norm(model.bert.embeddings.position_embeddings.weight, (256,))
        for layer, offsets in zip(model.bert.encoder.layer, [[-1, 1, -2, 2], [-1, 1, 3, -3]]):
            attention = layer.attention.self
            for head, offset in enumerate(offsets):
                rows = slice(head * 64, head * 64 + 64)
                scores = (x @ attention.query.weight[rows].T) @ (x @ attention.key.weight[rows].T).T  # [T, T]
                self.assertEqual(scores[30].argmax().item() - 30, offset)

    def test_bf16_is_for_processors_that_say_they_have_it(self):
        path = os.path.join(self.folder.name, "cpuinfo")
        for text, expected in [
            ("processor : 0\nflags\t\t: fpu avx2 fma\n", False),
            ("processor : 0\nflags\t\t: fpu avx512f avx512_bf16\n", True),
            ("Features\t: fp asimd bf16\n", True),
            ("model name : bf16\n", False),
            ("", False),
        ]:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            self.assertEqual(has_bf16("cpu", path), expected, text)
        self.assertFalse(has_bf16("cpu", path + ".none"))

    def test_a_checkpoint_survives_its_round_trip(self):
        model = toy_model(labels=3)
        vocab = os.path.join(self.folder.name, "vocab.txt")
        with open(vocab, "w", encoding="utf-8") as file:
            file.write("\n".join(PIECES) + "\n")
        target = os.path.join(self.folder.name, "checkpoint")
        save_folder(target, model.state_dict(), model.config.to_json(), vocab)
        loaded, config = load_folder(target)
        self.assertEqual(config["hidden_act"], "gelu")
        for name, value in model.state_dict().items():
            torch.testing.assert_close(loaded.state_dict()[name], value, rtol=FP16_ROUNDING, atol=1e-6)
        names = set(read_safetensors(os.path.join(target, "model.safetensors")))
        self.assertIn("bert.encoder.layer.1.attention.output.LayerNorm.bias", names)
        self.assertNotIn("cls.predictions.decoder.weight", names, "the decoder is tied and not stored")

    def arguments(self, out, tokens):
        vocab = os.path.join(self.folder.name, "vocab.txt")
        with open(vocab, "w", encoding="utf-8") as file:
            file.write("\n".join(PIECES) + "\n")
        sizes = ["--layers", "2", "--hidden", "32", "--heads", "4", "--batch-tokens", "512", "--precision", "fp32", "--device", "cpu"]
        return ["--vocab", vocab, "--out", out, "--tokens", str(tokens), "--source", self.path + "=1", "--save-seconds", "0", *sizes]

    def test_a_run_that_was_stopped_ends_like_one_that_was_not(self):
        whole = os.path.join(self.folder.name, "whole")
        pretrain.main(self.arguments(whole, 12000))
        broken = os.path.join(self.folder.name, "broken")
        step, calls = pretrain.train_step, []

        def stop_early(*args):
            calls.append(1)
            if len(calls) == 10:
                raise KeyboardInterrupt
            return step(*args)

        pretrain.train_step = stop_early
        try:
            with self.assertRaises(KeyboardInterrupt):
                pretrain.main(self.arguments(broken, 12000))
        finally:
            pretrain.train_step = step
        pretrain.main(self.arguments(broken, 12000))
        one = read_safetensors(os.path.join(whole, "checkpoint", "model.safetensors"))
        two = read_safetensors(os.path.join(broken, "checkpoint", "model.safetensors"))
        for name in one:
            self.assertTrue(torch.equal(one[name], two[name]), name)
        with open(os.path.join(whole, "checkpoint", "config.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["vocab_size"], len(PIECES))


if __name__ == "__main__":
    unittest.main()

"""The example maker keeps its promises."""

import tempfile
import unittest

from toy import PIECES, skip_message, write_toy_corpus

try:
    import numpy as np
except ImportError:
    np = None
else:
    from examples import SAME_DOCUMENT_SHARE, Mixture, Settings, collate

# Four standard errors of a share p over n draws: one seeded sample that fails is a fault, not bad luck.
BOUND = 4


@unittest.skipIf(np is None, np is None and skip_message("NumPy"))
class ExamplesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = write_toy_corpus(cls.folder.name)
        cls.settings = Settings([0, 1, 2, 3, 4], np.array([p.startswith("##") for p in PIECES]))
        cls.mixture = Mixture({cls.path: 1.0})
        cls.batches = cls.mixture.pool(0, 1, cls.settings, 4096, 24)
        cls.examples = [example for batch in cls.batches for example in batch]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def assert_share(self, hits, count, expected):
        error = (expected * (1 - expected) / count) ** 0.5
        self.assertLess(abs(hits / count - expected), BOUND * error, f"{hits} of {count}, expected {expected}")

    def test_half_of_the_pairs_are_the_true_next(self):
        pairs = [e for e in self.examples if e.is_next >= 0]
        self.assert_share(sum(e.is_next == 0 for e in pairs), len(pairs), 0.5)

    def test_the_stated_share_of_the_negatives_comes_from_the_same_document(self):
        negatives = [e for e in self.examples if e.is_next == 1]
        # Some documents are too short for a second place, so the share is a little lower, never higher.
        same = sum(e.kind == "same" for e in negatives) / len(negatives)
        self.assertTrue(SAME_DOCUMENT_SHARE - 0.1 < same < SAME_DOCUMENT_SHARE + 0.05, same)

    def test_fifteen_percent_of_the_tokens_are_chosen(self):
        chosen = sum(len(e.positions) for e in self.examples)
        tokens = sum(len(e.ids) for e in self.examples)
        self.assertAlmostEqual(chosen / tokens, 0.15, delta=0.01)
        self.assertTrue(all(len(e.positions) >= 1 for e in self.examples))

    def test_of_the_chosen_80_are_masked_10_random_10_kept(self):
        now = np.concatenate([np.array(e.ids)[e.positions] for e in self.examples])
        was = np.concatenate([e.targets for e in self.examples])
        self.assert_share((now == 4).sum(), len(now), 0.8)
        # A random replacement is the same id by chance once in as many ids as there are.
        by_chance = 0.1 / (len(PIECES) - 5)
        self.assert_share((now == was).sum(), len(now), 0.1 + by_chance)
        self.assert_share(((now != was) & (now != 4)).sum(), len(now), 0.1 - by_chance)
        self.assertFalse(np.isin(now, [0, 1, 2, 3]).any(), "a special was drawn as a random replacement")

    def test_specials_and_segments_are_right(self):
        for e in self.examples:
            ends = [i for i, token in enumerate(e.ids) if token == 3]
            self.assertEqual(e.ids[0], 2)
            self.assertEqual(e.ids[-1], 3)
            self.assertEqual(len(ends), 1 if e.is_next < 0 else 2)
            self.assertEqual(e.segments, [0] * (ends[0] + 1) + [1] * (len(e.ids) - ends[0] - 1))
            self.assertLessEqual(len(e.ids), 128)
            self.assertFalse(set(e.positions) & {0, *ends}, "a special was chosen")

    def test_whole_words_are_masked_whole(self):
        continuation = self.settings.continuation
        cut = 0
        for e in self.examples:
            original = np.array(e.ids)
            original[e.positions] = e.targets
            chosen = set(e.positions.tolist())
            for i in range(1, len(original)):
                # A first segment that was cut at its front may start with a continuation.
                if continuation[original[i]] and original[i - 1] not in (2, 3):
                    cut += (i in chosen) != (i - 1 in chosen)
        self.assertLessEqual(cut, len(self.examples) // 100)

    def test_the_true_next_is_what_the_document_holds_next(self):
        text = self.mixture.sources[0].ids.tolist()
        places = {}
        for i in range(len(text) - 7):
            places.setdefault(tuple(text[i : i + 8]), i)
        checked = 0
        for e in self.examples:
            ids = np.array(e.ids)
            ids[e.positions] = e.targets
            end = ids.tolist().index(3)
            if e.kind == "next" and end > 4 and len(ids) - end > 5:
                checked += 1
                around = tuple(ids[end - 4 : end].tolist() + ids[end + 1 : end + 5].tolist())
                self.assertTrue(around in places, f"the document never says {around}")
        self.assertGreater(checked, 100)

    def test_the_same_seed_gives_the_same_examples(self):
        again = self.mixture.pool(0, 1, self.settings, 4096, 24)
        other = self.mixture.pool(0, 2, self.settings, 4096, 24)
        self.assertEqual([e.ids for e in again[3]], [e.ids for e in self.batches[3]])
        self.assertNotEqual([e.ids for e in other[3]], [e.ids for e in self.batches[3]])

    def test_the_last_phase_makes_long_examples(self):
        settings = Settings([0, 1, 2, 3, 4], self.settings.continuation, 512, full_length=True)
        examples = [e for b in self.mixture.pool(0, 1, settings, 4096, 16) for e in b]
        for single in (False, True):
            lengths = [len(e.ids) for e in examples if (e.kind == "single") == single]
            self.assertGreater(np.mean(lengths), 80)
            self.assertGreater(max(lengths), 128)
            self.assertLessEqual(max(lengths), 512)
        # As long as its document allows, or cut anywhere from a quarter on.
        self.assertTrue(any(e.ids[-2] != PIECES.index(".") for e in examples if e.kind == "single" and len(e.ids) > 128))

    def test_the_share_of_single_sentences_can_be_set(self):
        settings = Settings([0, 1, 2, 3, 4], self.settings.continuation, 128, single_share=0.6)
        kinds = [e.kind for b in self.mixture.pool(0, 1, settings, 4096, 24) for e in b]
        # A sentence at the end of its document has no pair either.
        self.assertGreaterEqual(kinds.count("single") / len(kinds), 0.57)
        self.assertLess(kinds.count("single") / len(kinds), 0.8)

    def test_a_batch_is_padded_and_counted(self):
        batch = collate(self.batches[0], 0)
        B, T = batch["ids"].shape
        self.assertEqual(T % 8, 0)
        flat = batch["ids"].reshape(-1)
        chosen = np.concatenate([np.array(e.ids)[e.positions] for e in self.batches[0]])
        self.assertEqual(flat[batch["positions"]].tolist(), chosen.tolist())
        lengths = [T] * B if batch["lengths"] is None else batch["lengths"]
        for row, length in enumerate(lengths):
            self.assertTrue((batch["ids"][row, length:] == 0).all())


if __name__ == "__main__":
    unittest.main()

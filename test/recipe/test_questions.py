"""The questions that the extension's engine is asked are those of `evaluate.py`."""

import unittest

from toy import skip_message

try:
    import numpy as np
except ImportError:
    np = None
else:
    from probes import draw_fills, draw_pairs
    from questions import CONTEXT, fill_rows, pair_rows, tone_rows
    from wordpiece import split_words

DOCUMENTS = [[f"The {a} Thing number {b} — it's here, isn't it?" for b in range(20)] for a in ("first", "second", "third")]


@unittest.skipIf(np is None, np is None and skip_message("NumPy"))
class QuestionsTest(unittest.TestCase):
    def test_fills_are_the_same_words_in_whole_sentences(self):
        rows = fill_rows(DOCUMENTS, 30, seed=3)
        self.assertEqual([(split_words(row["text"]), row["word"]) for row in rows], draw_fills(DOCUMENTS, 30, 3))
        for row in rows:
            around = [*row["before"], row["text"], *row["after"]]
            self.assertTrue(any(around == document[i : i + len(around)] for document in DOCUMENTS for i in range(len(document))))
            self.assertGreater(len(around), CONTEXT)

    def test_pairs_are_the_same_at_every_width(self):
        rows = pair_rows(DOCUMENTS, 10, seed=3)
        for width in (1, 3):
            for kind, pairs in draw_pairs(DOCUMENTS, 10, 3, width=width).items():
                with self.subTest(width=width, kind=kind):
                    found = [(row["first"], row["second"]) for row in rows if (row["width"], row["kind"]) == (width, kind)]
                    self.assertEqual(found, pairs)
        for row in rows:
            around = [*row["before"], row["first"]]
            self.assertTrue(row["width"] > 1 or any(around == d[i : i + len(around)] for d in DOCUMENTS for i in range(len(d))))

    def test_tone_rows_name_their_set_and_label(self):
        (row,) = tone_rows({"a": [("It works.", 2)]})
        self.assertEqual((row["set"], row["text"], row["label"]), ("a", "It works.", "positive"))


if __name__ == "__main__":
    unittest.main()

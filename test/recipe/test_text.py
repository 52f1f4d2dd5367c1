"""Words, pieces, sentences, the held-out split and the vocabulary trainer."""

import os
import tempfile
import unittest
from collections import Counter

from toy import skip_message

try:
    import numpy as np
except ImportError:
    np = None
else:
    from corpus import encode_corpus, is_held_out, name_of, split_sentences
    from vocabulary import train_vocabulary
    from wordpiece import SPECIALS, WordPiece, split_words


@unittest.skipIf(np is None, np is None and skip_message("NumPy"))
class TextTest(unittest.TestCase):
    def test_words_are_cut_as_bert_cuts_them(self):
        for text, words in [
            ("Don't stop", ["don", "'", "t", "stop"]),
            ("Café, naïve", ["cafe", ",", "naive"]),
            ("a_b $5.20", ["a", "_", "b", "$", "5", ".", "20"]),
            ("20°C", ["20°c"]),  # a degree sign is a symbol, not punctuation
            ("中文 x", ["中", "文", "x"]),
            ("zero\u200bwidth", ["zerowidth"]),
        ]:
            with self.subTest(text):
                self.assertEqual(split_words(text), words)

    def test_the_longest_piece_wins_and_an_unknown_word_is_one_unk(self):
        wordpiece = WordPiece([*SPECIALS, "un", "##aff", "##able", "##a"])
        self.assertEqual(wordpiece.encode("unaffable zz"), [5, 6, 7, 1])

    def test_a_vocabulary_without_specials_is_refused(self):
        with self.assertRaisesRegex(ValueError, r"lacks \[MASK\]"):
            WordPiece(SPECIALS[:-1])

    def test_sentences_end_where_a_reader_would_end_them(self):
        for text, count in [
            ("It ran. It failed. Why?", 3),
            ("Use e.g. Python or C. See Mr. Smith in the U.S. Army.", 1),
            ('He said "Stop." Then he left.', 2),
            ("Version 3.5 is out.", 1),
        ]:
            with self.subTest(text):
                self.assertEqual(len(split_sentences(text)), count)

    def test_one_document_in_a_hundred_is_held_out_and_never_encoded(self):
        documents = [f"word{i} stands here alone." for i in range(3000)]
        held_out = [d for d in documents if is_held_out(d)]
        self.assertTrue(10 < len(held_out) < 60, len(held_out))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "toy.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n\n".join(documents))
            wordpiece = WordPiece([*SPECIALS, "stands", "here", "alone", "."])
            tokens, sentences, count, out = encode_corpus(path, os.path.join(folder, "toy"), wordpiece, 10**9)
            with open(os.path.join(folder, "toy.dev.txt"), encoding="utf-8") as file:
                self.assertEqual(file.read().split("\n\n")[:-1], held_out)
        self.assertEqual((sentences, count, out), (3000 - len(held_out), 3000 - len(held_out), len(held_out)))
        self.assertEqual(tokens, 5 * count)

    def test_the_parts_of_a_corpus_keep_names_of_their_own(self):
        names = {"a/docs.txt.xz": "docs", "docs.0.txt": "docs.0", "docs.1.txt.xz": "docs.1", "imdb-train.tsv.xz": "imdb-train", "plain": "plain"}
        for path, name in names.items():
            self.assertEqual(name_of(path), name)

    def test_a_trained_vocabulary_joins_what_is_often_together(self):
        counts = Counter({"lower": 50, "low": 80, "newer": 60, "wider": 30, "rare": 1})
        pieces = train_vocabulary(counts, 24)
        self.assertEqual(pieces[:5], SPECIALS)
        self.assertEqual(len(pieces), len(set(pieces)))
        self.assertIn("low", pieces)
        self.assertIn("##er", pieces)
        wordpiece = WordPiece(pieces)
        self.assertEqual(len(wordpiece.encode("low")), 1)
        self.assertNotIn(wordpiece.unk, wordpiece.encode("newer rare"))


if __name__ == "__main__":
    unittest.main()

"""Which words may stand for which, and the slips that are put into sentences."""

import tempfile
import unittest

from toy import skip_message
from toy_words import PIECES, write_word_corpus

from candidates import build_candidates, find_neighbours, forms_of, is_candidate, is_variant, read_contractions, read_groups

try:
    import numpy as np
except ImportError:
    np = None
else:
    from examples import Mixture
    from slips import ACTIONS, APART, DROP, ENDINGS, INSERTED, KEEP, NONE, TOGETHER, SlipMaker
    from wordpiece import WordPiece
    from words import count_words

ENGLISH = "a an the to is are was has form forms from format return returns returned simple simply thing their there write wrote written use user".split()


class CandidatesTest(unittest.TestCase):
    def test_every_kind_is_symmetric_and_no_word_stands_for_itself(self):
        for kind, pairs in build_candidates(ENGLISH).items():
            for word, others in pairs.items():
                self.assertNotIn(word, others)
                for other in others:
                    self.assertIn(word, pairs[other], f"{kind}: {word}, {other}")

    def test_words_are_paired_by_their_kind(self):
        pairs = build_candidates(ENGLISH)
        for kind, word, other, expected in [
            ("endings", "return", "returned", True),
            ("endings", "write", "wrote", True),
            ("endings", "is", "are", True),
            ("endings", "simple", "simply", True),
            ("endings", "the", "thing", False),  # "th" + "ing" is no form of "the"
            ("letters", "form", "from", True),
            ("letters", "form", "format", False),
            ("letters", "a", "an", True),
            ("little", "the", "a", True),
            ("listed", "their", "there", True),
            ("listed", "a", "an", True),
        ]:
            with self.subTest(f"{kind}: {word}, {other}"):
                self.assertEqual(other in pairs[kind].get(word, ()), expected)

    def test_one_edit_is_a_letter_more_less_other_or_two_swapped(self):
        words = {"cart", "car", "carts", "card", "crat", "rate", "cards"}
        self.assertEqual(find_neighbours(words)["cart"], {"car", "carts", "card", "crat"})

    def test_pieces_that_are_no_words_are_not_taken(self):
        for piece, expected in [("form", True), ("of", True), ("th", False), ("##s", False), ("x86", False), ("é", False)]:
            self.assertEqual(is_candidate(piece), expected, piece)

    def test_british_and_american_spelling_are_no_slips_of_each_other(self):
        for one, other, expected in [
            ("colour", "color", True),
            ("colours", "colors", True),
            ("travelled", "traveled", True),
            ("organise", "organize", True),
            ("centre", "center", True),
            ("metres", "meters", True),
            ("dialogue", "dialog", True),
            ("programme", "program", True),
            ("filled", "filed", False),
            ("wise", "wize", False),
            ("your", "yor", False),
            ("hence", "hense", False),
            ("form", "from", False),
        ]:
            with self.subTest(f"{one}, {other}"):
                self.assertEqual(is_variant(one, other), expected)
                self.assertEqual(is_variant(other, one), expected)

    def test_forms_of_a_word(self):
        for word, form in [("try", "tries"), ("stop", "stopped"), ("use", "using"), ("possible", "possibly"), ("different", "difference")]:
            self.assertIn(form, forms_of(word))

    def test_the_tables_hold_what_their_heading_says(self):
        for name in ("confusions.tsv", "forms.tsv", "little.tsv"):
            groups = read_groups(name)
            for words, kind in groups:
                with self.subTest(f"{name}: {' '.join(words)}"):
                    self.assertGreater(len(words), 1)
                    self.assertEqual(len(words), len(set(words)))
                    self.assertRegex(kind, "^[a-z]+$")
            self.assertEqual(len(groups), len({(frozenset(words), kind) for words, kind in groups}), f"{name}: a group twice")
        for word, contraction in read_contractions():
            self.assertNotIn("'", word)
            self.assertIn("'", contraction)


@unittest.skipIf(np is None, np is None and skip_message("NumPy"))
class SlipsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.mixture = Mixture({write_word_corpus(folder.name): 1.0})
        self.source = self.mixture.sources[0]
        self.wordpiece = WordPiece(PIECES)
        self.maker = SlipMaker(self.wordpiece, *count_words(self.mixture.sources, PIECES))

    def slips(self, seed=1, rounds=4):
        rng = np.random.default_rng(seed)
        for _ in range(rounds):
            for at in range(len(self.source.sentences) - 1):
                yield self.source.sentence(at), self.maker.slip(self.source.sentence(at), rng)

    def mend(self, slipped):
        """What the labels say was meant, as ids."""
        ids, skip, pieces = [], 0, self.wordpiece.ids
        for piece, meant, action in zip(slipped.ids, slipped.meant, slipped.action):
            if skip:
                skip -= 1
                continue
            if action >= ACTIONS.index(INSERTED[0]):
                ids.append(pieces[ACTIONS[action]])
            if action == DROP:
                continue
            if action == APART:
                ids += self.maker.apart[piece]
            elif action == TOGETHER:
                found = [word for word, parts in self.maker.apart.items() if list(parts[:1]) == [piece]]
                ids.append(found[0])
                skip = 2
            else:
                ids.append(piece if meant == NONE else meant)
        return ids

    def test_what_the_labels_say_gives_the_sentence_back(self):
        changed, alike = 0, {self.wordpiece.ids["there"]: self.wordpiece.ids["their"]}
        for sentence, slipped in self.slips():
            self.assertEqual(len(slipped.ids), len(slipped.meant))
            self.assertEqual(len(slipped.ids), len(slipped.action))
            # "They're" may stand for two words: the label says that it is to be one, not which.
            self.assertEqual([alike.get(i, i) for i in self.mend(slipped)], [alike.get(i, i) for i in sentence])
            changed += slipped.ids != sentence
        self.assertGreater(changed, 500)

    def test_every_kind_of_slip_is_made(self):
        actions, others = set(), 0
        for _, slipped in self.slips():
            actions |= set(slipped.action)
            others += sum(meant not in (NONE, piece) for piece, meant in zip(slipped.ids, slipped.meant))
        wanted = {KEEP, DROP, APART, TOGETHER, ACTIONS.index("the"), ACTIONS.index("##s")}
        self.assertFalse(wanted - actions, [ACTIONS[action] for action in wanted - actions])
        self.assertGreater(others, 300)

    def test_a_word_that_was_meant_is_among_the_candidates_of_what_is_written(self):
        for _, slipped in self.slips():
            for piece, meant in zip(slipped.ids, slipped.meant):
                if meant not in (NONE, piece):
                    self.assertIn(meant, self.maker.candidates[piece])

    def test_a_sentence_without_a_slip_is_to_be_kept_as_it_is(self):
        clean = [slipped for sentence, slipped in self.slips() if slipped.ids == sentence]
        self.assertGreater(len(clean), 200)
        for slipped in clean:
            self.assertEqual(set(slipped.action), {KEEP})
            self.assertTrue(all(meant in (NONE, piece) for piece, meant in zip(slipped.ids, slipped.meant)))

    def test_a_seed_gives_the_same_slips(self):
        first, second, third = ([slipped for _, slipped in self.slips(seed, 1)] for seed in (1, 1, 2))
        self.assertEqual(first, second)
        self.assertNotEqual(first, third)

    def test_words_are_counted_where_they_stand_alone(self):
        words, ended = count_words(self.mixture.sources, PIECES)
        ids = list(self.source.ids)
        number = self.wordpiece.ids
        alone = sum(a == number["plugin"] and PIECES[b][:2] != "##" for a, b in zip(ids, ids[1:]))
        self.assertEqual(words["plugin"], alone)
        self.assertEqual(list(ended["##s"]), ["plugin"])
        self.assertNotIn("##s", words)

    def test_every_action_has_a_name_of_its_own(self):
        self.assertEqual(len(ACTIONS), len(set(ACTIONS)))
        self.assertEqual(ACTIONS[-len(ENDINGS) :], ENDINGS)


if __name__ == "__main__":
    unittest.main()

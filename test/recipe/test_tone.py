"""Tone material, calibration, and the measures."""

import os
import tempfile
import unittest

from toy import RECIPE, skip_message

try:
    import numpy as np
    import torch
except ImportError:
    torch = None
else:
    from calibrate import calibration_error, fit_temperature
    from evaluate import macro_f1
    from corpus import is_held_out
    from probes import area_under_curve, draw_fills, draw_pairs
    import refit_classifier
    from tone_data import DARK, LABELS, OPINION, draw_neutral, fill_template, key_of, read_everyday, read_opinions, read_sentences, read_technical, set_in_prose
    from tone_model import softmax


@unittest.skipIf(torch is None, torch is None and skip_message("PyTorch"))
class ToneTest(unittest.TestCase):
    def test_our_own_material_holds_whole_templates_out(self):
        train, dev = read_technical(os.path.join(RECIPE, "tone", "technical.tsv"))
        self.assertEqual({label for _, label in train}, {0, 1, 2})
        self.assertEqual({label for _, label in dev}, {0, 1, 2})
        self.assertFalse({key_of(t) for t, _ in train} & {key_of(t) for t, _ in dev})

    def test_a_template_gives_the_same_sentences_every_time(self):
        self.assertEqual(fill_template("No slot."), ["No slot."])
        sentences = fill_template("Kill the {thing}.")
        self.assertEqual(sentences, fill_template("Kill the {thing}."))
        self.assertTrue(all("{" not in s for s in sentences))

    def test_a_template_takes_sentences_of_prose(self):
        self.assertEqual(fill_template("{Sentence} Sadly.", 3, ["It stops."]), ["It stops. Sadly."])
        self.assertEqual(fill_template("{sentence}, sadly.", 3, ["It stops."]), ["It stops, sadly."])

    def test_opinions_have_every_tone_and_no_slot_left(self):
        prose = [f"The value {n} is written to the file." for n in range(50)]
        rows = read_opinions(os.path.join(RECIPE, "tone", "opinions.tsv"), prose)
        self.assertEqual(rows, read_opinions(os.path.join(RECIPE, "tone", "opinions.tsv"), prose))
        for label in range(len(LABELS)):
            self.assertGreater(sum(tone == label for _, tone in rows), len(rows) / 5)
        self.assertFalse([text for text, _ in rows if "{" in text])

    def test_what_is_written_for_measuring_is_not_taught(self):
        tone = os.path.join(RECIPE, "tone")
        written = {key_of(text) for text, _ in read_sentences(os.path.join(tone, "written.tsv"))}
        taught = read_sentences(os.path.join(tone, "sentences.tsv")) + read_technical(os.path.join(tone, "technical.tsv"))[0]
        taught += read_opinions(os.path.join(tone, "opinions.tsv"), ["It stops."]) + read_everyday(os.path.join(tone, "everyday.tsv"))[0]
        self.assertEqual(len(written), 200)
        self.assertFalse(written & {key_of(text) for text, _ in taught})

    def test_a_quarter_of_the_everyday_sentences_is_held_out(self):
        train, dev = read_everyday(os.path.join(RECIPE, "tone", "everyday.tsv"))
        self.assertAlmostEqual(len(dev) / (len(train) + len(dev)), 0.25, delta=0.03)
        self.assertFalse({key_of(t) for t, _ in train} & {key_of(t) for t, _ in dev})
        self.assertEqual({label for _, label in dev}, {0, 1, 2})

    def test_a_classifier_fitted_anew_learns_its_rows_and_stays_when_told_to(self):
        torch.manual_seed(2)
        labels = torch.arange(60) % 3
        pooled = 0.1 * torch.randn(60, 8)
        pooled[torch.arange(60), labels] += 1
        start = 0.1 * torch.randn(3, 8), torch.zeros(3)
        weight, bias = refit_classifier.fit(pooled, labels, torch.ones(60), start)
        self.assertTrue(((pooled @ weight.T + bias).argmax(1) == labels).all())
        self.addCleanup(setattr, refit_classifier, "STAY", refit_classifier.STAY)
        refit_classifier.STAY = 1e3
        weight, _ = refit_classifier.fit(pooled, labels, torch.ones(60), start)
        torch.testing.assert_close(weight, start[0], atol=1e-2, rtol=0)

    def test_a_short_post_keeps_its_tone_beside_a_statement(self):
        rows = [("This is awful.", 0), ("long " * 100, 2)]
        placed = set_in_prose(rows, ["The file is read."], copies=4)
        self.assertEqual(len(placed), 4)
        for text, label in placed:
            self.assertIn(text, ["This is awful. The file is read.", "The file is read. This is awful."])
            self.assertEqual(label, 0)

    def test_dark_words_are_no_opinions(self):
        for text in ["The process was killed.", "Fatal error", "dead letter queue", "an orphaned zombie"]:
            with self.subTest(text):
                self.assertTrue(DARK.search(text))
                self.assertFalse(OPINION.search(text))
        self.assertTrue(OPINION.search("Unfortunately this fails."))

    def test_neutral_prose_is_half_dark_without_opinion_and_never_held_out(self):
        ends = ["stops without a word.", "was killed by the old scheduler.", "is a terrible mistake of ours."]
        documents = [" ".join(f"The worker number {n} {end}" for end in ends) for n in range(400)]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "prose.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n\n".join(documents))
            rows = draw_neutral(path, 60)
        self.assertEqual({label for _, label in rows}, {1})
        self.assertEqual(sum(bool(DARK.search(text)) for text, _ in rows), 30)
        self.assertFalse([text for text, _ in rows if OPINION.search(text)])
        held_out = " ".join(document for document in documents if is_held_out(document))
        self.assertTrue(held_out)
        self.assertFalse([text for text, _ in rows if text in held_out])

    def test_the_temperature_that_made_the_labels_is_found(self):
        rng = np.random.default_rng(3)
        logits = rng.normal(size=(20000, 3)) * 2
        labels = [rng.choice(3, p=p) for p in softmax(logits, 1.7)]
        self.assertAlmostEqual(fit_temperature(logits, labels), 1.7, delta=0.1)

    def test_calibration_error_is_the_gap_between_claim_and_truth(self):
        sure = np.tile([0.8, 0.1, 0.1], (1000, 1))
        right_as_claimed = np.array([0] * 800 + [1] * 200)
        self.assertAlmostEqual(calibration_error(sure, right_as_claimed), 0.0, places=6)
        self.assertAlmostEqual(calibration_error(sure, np.zeros(1000, int)), 0.2, places=6)

    def test_measures_agree_with_hand_counts(self):
        self.assertEqual(area_under_curve([2, 3], [1, 1]), 1.0)
        self.assertEqual(area_under_curve([1, 1], [1, 1]), 0.5)
        self.assertEqual(area_under_curve([1, 3], [2]), 0.5)
        # Class 0: 2·1 / (2 + 1); class 1: 2·1 / (1 + 2).
        self.assertAlmostEqual(macro_f1(np.array([0, 0, 1]), np.array([0, 1, 1])), 2 / 3)

    def test_questions_are_what_they_say(self):
        documents = [[f"this is the {n} sentence number {i} here ." for i in range(12)] for n in ("red", "blue", "green")]
        for words, index in draw_fills(documents, 20, 1):
            self.assertNotEqual(words[index], ".")
        place = {s: (d, i) for d, document in enumerate(documents) for i, s in enumerate(document)}
        for kind, pairs in draw_pairs(documents, 20, 1).items():
            for a, b in pairs:
                (d1, i1), (d2, i2) = place[a], place[b]
                self.assertEqual(kind, "other" if d1 != d2 else "next" if i2 == i1 + 1 else "same")


if __name__ == "__main__":
    unittest.main()

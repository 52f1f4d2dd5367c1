"""Reads a text with a taught checkpoint and says which words are slips: what `measure_slips.py` measures.

The extension has its own reader; this one is here so that a run can be watched.

First reading: the text as it stands. Every word of one piece is compared with its candidates (`gap`: logit of the best one
less that of the word itself), and every piece with what may be done with it (ln P of the action less ln P of leaving it).
Second reading: a word whose gap passes is masked, and what the model then says of it and of its candidates is added.
"""

import re
from dataclasses import dataclass

import numpy as np
import torch

from slips import ACTIONS, DROP, ENDINGS, INSERTED, APART, TOGETHER
from candidates import read_contractions
from wordpiece import WORDS, split_words

HIDDEN = re.compile(r"\]\([^)]*\)|[`*\[\]]|<[^>]*>")  # marks of Markdown: not read
CODE = re.compile(r"`[^`]*`")
BATCH_TOKENS = 4096
MOST_TOKENS = 126


@dataclass
class Word:
    """A word or mark of a text. start, end: its characters. asked: a slip may be found here."""

    text: str
    start: int
    end: int
    ids: tuple
    asked: bool


@dataclass
class Finding:
    """kind: "other", "extra" or "missing". suggestion: what to put in place of start..end, empty to take it away."""

    kind: str
    start: int
    end: int
    suggestion: str
    score: float
    word: int = -1
    candidate: int = -1


def cut_words(text, wordpiece):
    """The words of a text in its own characters. Not asked: code, numbers, and what is capitalised within a sentence."""
    hidden = [m.span() for m in HIDDEN.finditer(text)]
    code = [m.span() for m in CODE.finditer(text)]
    words = []
    for match in WORDS.finditer(text):
        start, end = match.span()
        if any(a <= start < b for a, b in hidden):
            continue
        parts = split_words(match.group())
        ids = tuple(i for part in parts for i in wordpiece.word_ids(part))
        if not ids:
            continue
        plain = match.group().islower() or not words and match.group()[1:].islower() or match.group() == "A" and not words
        beside = text[max(0, start - 1) : start] in "_./\\@#$-" and start > 0 or text[end : end + 1] in tuple("_/\\(=")
        words.append(Word(match.group(), start, end, ids, plain and not beside and not any(a <= start < b for a, b in code)))
    return words


class SlipReader:
    def __init__(self, model, wordpiece, candidates):
        """candidates: {word: [words]} of `candidates.tsv`."""
        self.model, self.wordpiece = model.eval(), wordpiece
        self.candidates = {wordpiece.ids[word]: [wordpiece.ids[o] for o in others] for word, others in candidates.items()}
        self.apart = {}
        self.together = {}
        for word, contraction in read_contractions():
            self.apart.setdefault(word, contraction)
            self.together.setdefault(contraction, word)

    def read(self, texts, least=-1.0):
        """(words of each text, [[Finding]]) of the first reading, each with a score of at least `least`; the best first."""
        cut = [cut_words(text, self.wordpiece) for text in texts]
        found = [[] for _ in texts]
        for rows, ids, lengths, starts in self.batches(cut):
            with torch.no_grad():
                hidden = self.model.bert(ids, torch.zeros_like(ids), lengths)
                actions = self.model.slips(hidden).log_softmax(-1).numpy() if hasattr(self.model, "slips") else None
                others = self.judge_words(cut, rows, starts, hidden, least)
                for at, row in enumerate(rows):
                    found[row] += others[row]
                    if actions is not None:
                        found[row] += self.judge_actions(cut[row], starts[at], actions[at], least)
        return cut, found

    def batches(self, cut):
        """(row numbers, ids [B, T], lengths [B], first token of every word of each row)."""
        wp = self.wordpiece
        encoded, starts = [], []
        for words in cut:
            ids, places = [wp.cls], []
            for word in words:
                places.append(len(ids))
                ids += word.ids
            encoded.append(ids[: MOST_TOKENS + 1] + [wp.sep])
            starts.append(places)
        order = sorted(range(len(cut)), key=lambda i: len(encoded[i]))
        at = 0
        while at < len(order):
            width, end = 0, at
            while end < len(order) and max(width, len(encoded[order[end]])) * (end - at + 1) <= BATCH_TOKENS:
                width = len(encoded[order[end]])
                end += 1
            rows = order[at:end]
            ids = torch.full((len(rows), width), wp.pad)
            for i, row in enumerate(rows):
                ids[i, : len(encoded[row])] = torch.tensor(encoded[row])
            yield rows, ids, torch.tensor([len(encoded[row]) for row in rows]), [starts[row] for row in rows]
            at = end

    def judge_words(self, cut, rows, starts, hidden, least):
        """{row: [Finding]} of words with another one in their place: the best three of each."""
        asked = [(at, i) for at, row in enumerate(rows) for i, word in enumerate(cut[row]) if starts[at][i] <= MOST_TOKENS and self.is_asked(word)]
        found = {row: [] for row in rows}
        if not asked:
            return found
        head, decoder = self.model.cls.predictions, self.model.bert.embeddings.word_embeddings.weight
        states = head.transform(hidden[[at for at, _ in asked], [starts[at][i] for at, i in asked]])  # [R, H]
        own = torch.tensor([cut[rows[at]][i].ids[0] for at, i in asked])
        lists = [self.candidates[piece] for piece in own.tolist()]
        which = torch.repeat_interleave(torch.arange(len(asked)), torch.tensor([len(others) for others in lists]))
        pieces = torch.tensor([piece for others in lists for piece in others])
        gap = ((decoder[pieces] - decoder[own[which]]) * states[which]).sum(-1) + head.bias[pieces] - head.bias[own[which]]
        passed = torch.nonzero(gap >= least)[:, 0]
        for k in passed[gap[passed].argsort(descending=True)].tolist():
            at, i = asked[int(which[k])]
            word, piece = cut[rows[at]][i], int(pieces[k])
            found[rows[at]].append(Finding("other", word.start, word.end, self.wordpiece.pieces[piece], float(gap[k]), i, piece))
        return found

    def is_asked(self, word):
        return word.asked and len(word.ids) == 1 and word.ids[0] in self.candidates

    def judge_actions(self, words, starts, actions, least):
        found = []
        gaps = actions - actions[:, :1]
        passed = gaps >= least
        passed[:, 0] = False
        for i, word in enumerate(words):
            for j, at in enumerate(range(starts[i], min(starts[i] + len(word.ids), MOST_TOKENS + 1))):
                for action in np.flatnonzero(passed[at]) if passed[at].any() else ():
                    finding = self.act(words, i, j, int(action), float(gaps[at, action]))
                    if finding:
                        found.append(finding)
        return found

    def act(self, words, i, j, action, score):
        word, name = words[i], ACTIONS[action]
        if action == DROP:
            if j == 0 and len(word.ids) == 1 and word.asked:
                return Finding("extra", word.start, word.end, "", score, i)
            if j == 0 and len(word.ids) > 1 and i and words[i - 1].ids == word.ids:
                return Finding("extra", word.start, word.end, "", score, i)
            ending = self.wordpiece.pieces[word.ids[j]]
            if j and j == len(word.ids) - 1 and ending in ENDINGS and word.asked:
                return Finding("other", word.start, word.end, word.text[: -len(ending) + 2], score, i)
            return None
        if j:
            return None
        if name in INSERTED:
            return Finding("missing", word.start, word.start, name, score, i) if i else None
        if name in ENDINGS:
            before = words[i - 1] if i else None
            return Finding("other", before.start, before.end, before.text + name[2:], score, i - 1) if before and before.asked else None
        if action == APART and word.asked and word.text.lower() in self.apart:
            return Finding("other", word.start, word.end, self.apart[word.text.lower()], score, i)
        if action == TOGETHER and i + 2 < len(words):
            contraction = "".join(w.text for w in words[i : i + 3]).lower()
            if contraction in self.together:
                return Finding("other", word.start, words[i + 2].end, self.together[contraction], score, i)
        return None

    def read_again(self, cut, found, least=-1.0):
        """[[Finding]] with new scores: gap + ½ (gap of the mask + ln P of the candidate). Below `least` they are left out."""
        asked = sorted({(row, f.word) for row, findings in enumerate(found) for f in findings if f.candidate >= 0 and f.score >= least})
        masked = []
        for row, i in asked:
            words = list(cut[row])
            words[i] = Word(words[i].text, words[i].start, words[i].end, (self.wordpiece.mask,), False)
            masked.append(words)
        chances = {}
        for rows, ids, lengths, starts in self.batches(masked):
            places = torch.tensor([at * ids.shape[1] + starts[at][asked[row][1]] for at, row in enumerate(rows)])
            with torch.no_grad():
                hidden = self.model.bert(ids, torch.zeros_like(ids), lengths, places)
                logits = self.model.mlm_logits(hidden).log_softmax(-1)
            for row, chance in zip(rows, logits):
                place, word = asked[row]
                for f in found[place]:
                    if f.word == word and f.candidate >= 0:
                        chances[id(f)] = float(chance[f.candidate]), float(chance[cut[place][word].ids[0]])
        again = []
        for findings in found:
            kept = [f for f in findings if f.candidate < 0]
            for f in findings:
                if id(f) in chances:
                    best, own = chances[id(f)]
                    kept.append(Finding(f.kind, f.start, f.end, f.suggestion, f.score + 0.5 * (best - own + best), f.word, f.candidate))
            again.append(kept)
        return again


def mend(text, finding):
    """The text as the finding would have it: words alone, lower case, so that spaces do not matter."""
    start, end, word = finding.start, finding.end, finding.suggestion
    if finding.kind == "missing":
        word += " "
    return " ".join((text[:start] + word + text[end:]).lower().split())

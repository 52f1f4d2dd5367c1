"""BERT as published (post-norm, erf GELU, tied decoder), with the tensor names of a published checkpoint.

Shapes: B batch, T tokens, H hidden, N heads, D head size, F feed-forward, V vocabulary, M masked positions.
Source: google-research/bert `modeling.py`; names as in `bert-base-uncased/model.safetensors`.
"""

import math
from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass
class Config:
    """The keys of a published `config.json` that decide the architecture."""

    vocab_size: int = 20000
    hidden_size: int = 256
    num_hidden_layers: int = 4
    num_attention_heads: int = 4
    intermediate_size: int = 1024
    max_position_embeddings: int = 512
    type_vocab_size: int = 2
    layer_norm_eps: float = 1e-12
    hidden_dropout_prob: float = 0.0
    attention_probs_dropout_prob: float = 0.0

    @classmethod
    def of(cls, values):
        """Picks the known keys out of a parsed `config.json`."""
        return cls(**{key: values[key] for key in cls.__dataclass_fields__ if key in values})

    def to_json(self):
        """A published `config.json` less its architecture-specific keys."""
        return {"model_type": "bert", **asdict(self), "hidden_act": "gelu", "initializer_range": 0.02, "pad_token_id": 0}


class Norm(nn.LayerNorm):
    """A layer norm that works under bf16 autocast on a CPU, where PyTorch 1.13 refuses mixed types."""

    def forward(self, x):
        return F.layer_norm(x.float(), self.normalized_shape, self.weight, self.bias, self.eps).to(x.dtype)


class Embeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.word_embeddings = nn.Embedding(config.vocab_size, config.hidden_size)
        self.position_embeddings = nn.Embedding(config.max_position_embeddings, config.hidden_size)
        self.token_type_embeddings = nn.Embedding(config.type_vocab_size, config.hidden_size)
        self.LayerNorm = Norm(config.hidden_size, config.layer_norm_eps)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)

    def forward(self, ids, segments, places=None):
        """places: int64 [B, T], where rows are packed; else positions count from the row's start."""
        positions = self.position_embeddings.weight[: ids.shape[1]] if places is None else self.position_embeddings(places)
        # Not a look-up: on a GPU the gradient of two rows that every token asks for is far slower than this sum.
        first, second = self.token_type_embeddings.weight
        types = first + segments[..., None].to(first.dtype) * (second - first)
        return self.dropout(self.LayerNorm(self.word_embeddings(ids) + positions + types))


class SelfAttention(nn.Module):
    fused = False  # PyTorch's own kernel instead, from 2.0 on: the scores never reach the GPU's memory

    def __init__(self, config):
        super().__init__()
        self.heads = config.num_attention_heads
        self.query = nn.Linear(config.hidden_size, config.hidden_size)
        self.key = nn.Linear(config.hidden_size, config.hidden_size)
        self.value = nn.Linear(config.hidden_size, config.hidden_size)
        self.dropout = nn.Dropout(config.attention_probs_dropout_prob)

    def forward(self, x, bias):
        B, T, H = x.shape
        D = H // self.heads
        parts = (self.query, self.key, self.value)
        # One product for all three reads `x` once.
        weight, bias_of = torch.cat([p.weight for p in parts]), torch.cat([p.bias for p in parts])
        q, k, v = F.linear(x, weight, bias_of).view(B, T, 3, self.heads, D).permute(2, 0, 3, 1, 4)  # 3 of [B, N, T, D]
        if self.fused:
            bias = bias if bias is None else bias.to(q.dtype)
            context = F.scaled_dot_product_attention(q, k, v, bias, self.dropout.p if self.training else 0.0)
        else:
            # The scale goes into the query: it is D times smaller than the scores.
            scores = (q / math.sqrt(D)) @ k.transpose(2, 3)  # [B, N, T, T]
            if bias is not None:
                scores = scores + bias.to(scores.dtype)
            context = self.dropout(scores.softmax(-1)) @ v
        return context.transpose(1, 2).reshape(B, T, H)


class Projection(nn.Module):
    """A dense layer back to H, dropout, the residual and the norm: BERT's post-norm block end."""

    def __init__(self, width, config):
        super().__init__()
        self.dense = nn.Linear(width, config.hidden_size)
        self.LayerNorm = Norm(config.hidden_size, config.layer_norm_eps)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)

    def forward(self, x, residual):
        return self.LayerNorm(self.dropout(self.dense(x)) + residual)


def take(states, rows):
    """The asked rows [R, H] of each of some states [B, T, H]; all of them where `rows`, int64 [R] into B*T, is None."""
    return states if rows is None else [x.reshape(-1, x.shape[-1])[rows] for x in states]


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.self = SelfAttention(config)
        self.output = Projection(config.hidden_size, config)

    def forward(self, x, bias, rows=None):
        return self.output(*take((self.self(x, bias), x), rows))


class Intermediate(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.dense = nn.Linear(config.hidden_size, config.intermediate_size)

    def forward(self, x):
        return F.gelu(self.dense(x))


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.attention = Attention(config)
        self.intermediate = Intermediate(config)
        self.output = Projection(config.intermediate_size, config)

    def forward(self, x, bias, rows=None):
        x = self.attention(x, bias, rows)
        return self.output(self.intermediate(x), x)


class Encoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.layer = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))


class Pooler(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.dense = nn.Linear(config.hidden_size, config.hidden_size)

    def forward(self, x):
        return torch.tanh(self.dense(x[:, 0]))  # [B, H]


class Bert(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embeddings = Embeddings(config)
        self.encoder = Encoder(config)
        self.pooler = Pooler(config)

    def forward(self, ids, segments, lengths=None, rows=None, packed=None):
        """Hidden states of the last layer, [B, T, H]; with `rows`, int64 [R] into B*T, those rows alone, [R, H].

        ids, segments: int64 [B, T]. lengths: int64 [B], tokens before padding; None when no row is padded.
        packed: (blocks, places) of rows that hold several examples (`packing.py`), instead of lengths.
        """
        bias, places = None, None
        if lengths is not None:
            padded = torch.arange(ids.shape[1], device=ids.device)[None, :] >= lengths[:, None]  # [B, T]
            bias = padded[:, None, None, :] * -1e4  # [B, 1, 1, T]; -1e4 as in google-research/bert
        if packed is not None:
            blocks, places = packed
            bias = (blocks[:, None, :, None] != blocks[:, None, None, :]) * -1e4  # [B, 1, T, T]
        x = self.embeddings(ids, segments, places)
        if torch.is_autocast_enabled():  # every layer is then given one type, and half the bytes
            x = x.to(torch.bfloat16)
            bias = bias if bias is None else bias.to(x.dtype)
        *layers, last = self.encoder.layer
        for layer in layers:
            x = layer(x, bias)
        # What follows attention in the last layer is worked out for the rows that a head reads, as the extension does.
        return last(x, bias, rows)


class Transform(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.dense = nn.Linear(config.hidden_size, config.hidden_size)
        self.LayerNorm = Norm(config.hidden_size, config.layer_norm_eps)

    def forward(self, x):
        return self.LayerNorm(F.gelu(self.dense(x)))


class Predictions(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.transform = Transform(config)
        self.bias = nn.Parameter(torch.zeros(config.vocab_size))


class Heads(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.predictions = Predictions(config)
        self.seq_relationship = nn.Linear(config.hidden_size, 2)


TONE_SMOOTHING = 0.05  # crowd labels are not certain


class BertForPreTraining(nn.Module):
    """Encoder, MLM and NSP; with `labels`, a classifier over the same pooled [CLS]; with `actions`, one over every state (`slips.py`)."""

    vocabulary_loss = staticmethod(lambda *inputs: vocabulary_loss(*inputs))  # `pretrain.py` may put a compiled one here

    def __init__(self, config, labels=0, actions=0):
        super().__init__()
        self.config = config
        self.bert = Bert(config)
        self.cls = Heads(config)
        if labels:
            self.classifier = nn.Linear(config.hidden_size, labels)
        if actions:
            self.slips = nn.Linear(config.hidden_size, actions)

    def mlm_logits(self, hidden):
        """hidden [M, H], at the asked positions only -> logits [M, V]. The decoder is the embedding table."""
        head = self.cls.predictions
        return F.linear(head.transform(hidden), self.bert.embeddings.word_embeddings.weight, head.bias)

    def nsp_logits(self, hidden):
        """hidden [B, T, H] -> [B, 2]; index 0 is "is next", as published."""
        return self.cls.seq_relationship(self.bert.pooler(hidden))

    def tone_logits(self, hidden):
        """hidden [B, T, H] -> [B, K], through the pooler, as `BertForSequenceClassification` does."""
        return self.classifier(self.bert.pooler(hidden))


class MaskedLoss(torch.autograd.Function):
    """Mean cross entropy of the decoder's logits.

    The logits [M, V] become their own gradient, a few rows at a time: kept apart in float32, as autograd
    keeps them, they cost more time than the three products with the decoder.
    """

    ROWS = 32

    @staticmethod
    def forward(ctx, hidden, decoder, bias, targets, dtype):
        """hidden [M, H], decoder [V, H], bias [V], targets int64 [M] -> loss, targets that no logit exceeds.

        dtype: of the products; sums are float32.
        """
        hidden, decoder = hidden.to(dtype), decoder.to(dtype)
        logits = F.linear(hidden, decoder, bias.to(dtype))
        count, loss, right = len(targets), 0.0, 0
        for rows, wanted in zip(logits.split(MaskedLoss.ROWS), targets.split(MaskedLoss.ROWS)):
            x = rows.float()
            x -= x.amax(-1, keepdim=True)
            reached = x.gather(1, wanted[:, None])
            right = right + (reached == 0).sum()
            total = x.exp_().sum(-1, keepdim=True)
            loss = loss + (total.log() - reached).sum()
            x /= total * count
            x.scatter_add_(1, wanted[:, None], torch.full_like(reached, -1 / count))
            rows.copy_(x)
        ctx.save_for_backward(hidden, decoder, logits)
        ctx.mark_non_differentiable(right)
        return loss / count, right

    @staticmethod
    def backward(ctx, grad, _):
        hidden, decoder, errors = ctx.saved_tensors
        to_decoder = errors.t() @ hidden
        to_bias = (errors.t() @ errors.new_ones(len(errors), 1))[:, 0]  # a product: `sum(0)` is far slower
        return *((x * grad).float() for x in (errors @ decoder, to_decoder, to_bias)), None, None


def vocabulary_loss(hidden, decoder, bias, targets):
    """As `MaskedLoss`, by PyTorch's own cross entropy: on a GPU, thousands of small steps cost more than the memory."""
    logits = F.linear(hidden, decoder, bias)
    loss = F.cross_entropy(logits.float(), targets)
    return loss, (logits.detach().argmax(-1) == targets).sum()


def labelled_loss(logits, labels, smoothing=0.0):
    """(mean loss over the rows whose label is not negative, or 0 where there are none; how many; how many right)."""
    count = (labels >= 0).sum()
    loss = F.cross_entropy(logits, labels, ignore_index=-100, reduction="sum", label_smoothing=smoothing) / count.clamp(min=1)
    return loss, count, (logits.argmax(-1) == labels).sum()


def pretraining_loss(model, batch):
    """Mean MLM loss + mean NSP loss (+ mean tone loss, where the batch has tone), and what the log wants to know.

    batch: ids, segments int64 [B, T]; lengths int64 [B] or None; positions int64 [M] into B*T; targets int64 [M];
    is_next int64 [B], 0 next, 1 not next, -100 neither. A packed batch (`packing.py`) has blocks and places instead
    of lengths, first int64 [E], and is_next and tone of [E].
    The facts are tensors: to read one makes the GPU wait.
    """
    B, T = batch["ids"].shape
    packed = (batch["blocks"], batch["places"]) if "blocks" in batch else None
    first = batch["first"] if packed else torch.arange(0, B * T, T, device=batch["ids"].device)  # [CLS] of each example
    asked = torch.cat([first, batch["positions"]])
    hidden = model.bert(batch["ids"], batch["segments"], batch.get("lengths"), asked, packed)
    masked = hidden[len(first) :]  # [M, H]
    head = model.cls.predictions
    transformed = head.transform(masked)
    decoder = model.bert.embeddings.word_embeddings.weight
    if transformed.is_cuda:
        mlm_loss, right = model.vocabulary_loss(transformed, decoder, head.bias, batch["targets"])
    else:
        dtype = head.transform.dense(masked[:0]).dtype  # what autocast computes in, if it does
        mlm_loss, right = MaskedLoss.apply(transformed, decoder, head.bias, batch["targets"], dtype)
    pooled = model.bert.pooler(hidden[: len(first), None])
    nsp_loss, pairs, nsp_right = labelled_loss(model.cls.seq_relationship(pooled).float(), batch["is_next"])
    facts = {"mlm_loss": mlm_loss, "nsp_loss": nsp_loss, "mlm_right": right, "pairs": pairs, "nsp_right": nsp_right}
    facts["masked"] = torch.tensor(len(batch["targets"]))
    loss = mlm_loss + nsp_loss
    if "tone" in batch and hasattr(model, "classifier"):
        tone_loss, facts["toned"], facts["tone_right"] = labelled_loss(model.classifier(pooled).float(), batch["tone"], TONE_SMOOTHING)
        facts["tone_loss"] = tone_loss
        loss = loss + tone_loss
    return loss, {name: value.detach() for name, value in facts.items()}

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
        return F.layer_norm(x.float(), self.normalized_shape, self.weight, self.bias, self.eps)


class Embeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.word_embeddings = nn.Embedding(config.vocab_size, config.hidden_size)
        self.position_embeddings = nn.Embedding(config.max_position_embeddings, config.hidden_size)
        self.token_type_embeddings = nn.Embedding(config.type_vocab_size, config.hidden_size)
        self.LayerNorm = Norm(config.hidden_size, config.layer_norm_eps)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)

    def forward(self, ids, segments):
        positions = self.position_embeddings.weight[: ids.shape[1]]  # [T, H]
        return self.dropout(self.LayerNorm(self.word_embeddings(ids) + positions + self.token_type_embeddings(segments)))


class SelfAttention(nn.Module):
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
        # The scale goes into the query: it is D times smaller than the scores.
        q = (self.query(x) / math.sqrt(D)).view(B, T, self.heads, D).transpose(1, 2)  # [B, N, T, D]
        k = self.key(x).view(B, T, self.heads, D).permute(0, 2, 3, 1)  # [B, N, D, T]
        v = self.value(x).view(B, T, self.heads, D).transpose(1, 2)  # [B, N, T, D]
        scores = q @ k  # [B, N, T, T]
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

    def forward(self, ids, segments, lengths=None, rows=None):
        """Hidden states of the last layer, [B, T, H]; with `rows`, int64 [R] into B*T, those rows alone, [R, H].

        ids, segments: int64 [B, T]. lengths: int64 [B], tokens before padding; None when no row is padded.
        """
        x = self.embeddings(ids, segments)
        bias = None
        if lengths is not None:
            padded = torch.arange(ids.shape[1], device=ids.device)[None, :] >= lengths[:, None]  # [B, T]
            bias = padded[:, None, None, :] * -1e4  # [B, 1, 1, T]; -1e4 as in google-research/bert
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


class BertForPreTraining(nn.Module):
    """Encoder, MLM and NSP. `classifier` is added by fine-tuning, so that one encoder can carry all heads."""

    def __init__(self, config, labels=0):
        super().__init__()
        self.config = config
        self.bert = Bert(config)
        self.cls = Heads(config)
        if labels:
            self.classifier = nn.Linear(config.hidden_size, labels)

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


def pretraining_loss(model, batch):
    """Mean MLM loss + mean NSP loss, and what the log wants to know.

    batch: ids, segments int64 [B, T]; lengths int64 [B] or None; positions int64 [M] into B*T;
    targets int64 [M]; is_next int64 [B], 0 next, 1 not next, -100 for a single segment.
    """
    B, T = batch["ids"].shape
    first = torch.arange(0, B * T, T, device=batch["ids"].device)  # [CLS] of each row
    hidden = model.bert(batch["ids"], batch["segments"], batch["lengths"], torch.cat([first, batch["positions"]]))
    masked = hidden[B:]  # [M, H]
    head = model.cls.predictions
    transformed = head.transform(masked)
    dtype = head.transform.dense(masked[:0]).dtype  # what autocast computes in, if it does
    decoder = model.bert.embeddings.word_embeddings.weight
    mlm_loss, right = MaskedLoss.apply(transformed, decoder, head.bias, batch["targets"], dtype)
    nsp = model.nsp_logits(hidden[:B, None]).float()
    labels = batch["is_next"]
    pairs = labels >= 0
    # `cross_entropy` of no rows is NaN, and a batch may hold single segments only.
    nsp_loss = F.cross_entropy(nsp, labels) if pairs.any() else nsp.sum() * 0
    with torch.no_grad():
        facts = {
            "mlm_loss": mlm_loss.item(),
            "nsp_loss": nsp_loss.item(),
            "masked": len(batch["targets"]),
            "mlm_right": right.item(),
            "pairs": pairs.sum().item(),
            "nsp_right": (nsp.argmax(-1) == labels)[pairs].sum().item(),
        }
    return mlm_loss + nsp_loss, facts

"""What `teach_slips.py` minimises: the losses of slips, and what holds the heads that the weights came with."""

import torch
from torch.nn import functional as F

from model import MaskedLoss

WEIGHTS = {"meant": 4.0, "action": 6.0, "masked": 1.0, "held_masked": 3.0, "held_next": 4.0, "held_tone": 4.0}


def multiply(rows, columns, values, size, dense):
    """The product of a sparse matrix [size, N], given by its entries in the order of their rows, and a dense one [N, H].

    A product, not `index_add_`: single rows that are added one by one take many times as long on a processor.
    """
    if not torch.backends.mkl.is_available():
        return dense.new_zeros(size, dense.shape[1]).index_add_(0, rows, dense[columns] * values[:, None])
    starts = torch.zeros(size + 1, dtype=torch.int64)
    starts[1:] = torch.bincount(rows, minlength=size).cumsum(0)
    with torch.autocast("cpu", enabled=False):  # there are no sparse products in bf16
        return torch.sparse_csr_tensor(starts, columns, values, (size, len(dense))) @ dense


class CandidateLoss(torch.autograd.Function):
    """Mean cross entropy over the candidates of each judged word alone, and how many of them are answered right."""

    @staticmethod
    def forward(ctx, hidden, decoder, bias, rows, pieces, wanted):
        """hidden [R, H], decoder [V, H], bias [V]; rows, pieces int64 [E]: the candidates of each row, its own word among
        them, in the order of the rows; wanted bool [E]: the one that was meant, one in each row."""
        R = len(hidden)
        hidden = hidden.float()
        logits = (hidden[rows] * decoder[pieces]).sum(-1) + bias[pieces]  # [E]
        most = torch.full((R,), -torch.inf).scatter_reduce_(0, rows, logits, "amax")
        right = (logits[wanted] >= most).sum()
        powers = (logits - most[rows]).exp()
        total = torch.zeros(R).index_add_(0, rows, powers)
        loss = (total.log() + most - logits[wanted]).mean()
        ctx.save_for_backward(hidden, decoder, rows, pieces, (powers / total[rows] - wanted.float()) / R)
        ctx.mark_non_differentiable(right)
        return loss, right

    @staticmethod
    def backward(ctx, grad, _):
        hidden, decoder, rows, pieces, errors = ctx.saved_tensors
        errors = errors * grad
        to_hidden = multiply(rows, pieces, errors, len(hidden), decoder)
        order = pieces.argsort(stable=True)
        to_decoder = multiply(pieces[order], rows[order], errors[order], len(decoder), hidden)
        to_bias = torch.zeros(len(decoder)).index_add_(0, pieces, errors)
        return to_hidden, to_decoder, to_bias, None, None, None


class CandidateTable:
    """The candidates of every word of a vocabulary, itself first, as two flat tensors."""

    def __init__(self, candidates, size):
        """candidates: {id: ids}; size: of the vocabulary."""
        counts, pieces = torch.zeros(size, dtype=torch.int64), []
        for word in sorted(candidates):
            counts[word] = 1 + len(candidates[word])
            pieces += [word, *map(int, candidates[word])]
        self.counts, self.starts, self.pieces = counts, counts.cumsum(0) - counts, torch.tensor(pieces)

    def of(self, words, meant):
        """(rows, pieces, wanted) as `CandidateLoss` takes them. words int64 [R]: as written; meant int64 [R]."""
        counts = self.counts[words]
        rows = torch.repeat_interleave(torch.arange(len(words)), counts)
        within = torch.arange(len(rows)) - (counts.cumsum(0) - counts)[rows]
        pieces = self.pieces[self.starts[words][rows] + within]
        return rows, pieces, pieces == meant[rows]


def slip_loss(model, table, batch):
    """(weighted sum of the losses on texts with slips, facts for the log)."""
    hidden = model.bert(batch["ids"], torch.zeros_like(batch["ids"]), batch["lengths"])
    hidden = hidden.reshape(-1, hidden.shape[-1])  # [B*T, H]
    head, decoder = model.cls.predictions, model.bert.embeddings.word_embeddings.weight
    asked = torch.cat([batch["judged"], batch["positions"]])
    transformed = head.transform(hidden[asked])
    judged, masked = transformed[: len(batch["judged"])], transformed[len(batch["judged"]) :]
    words = batch["ids"].reshape(-1)[batch["judged"]]
    meant, right = CandidateLoss.apply(judged, decoder, head.bias, *table.of(words, batch["meant"]))
    changed = words != batch["meant"]
    logits = model.slips(hidden).float()[batch["acted"]]
    action = F.cross_entropy(logits, batch["action"])
    masked_loss, masked_right = MaskedLoss.apply(masked, decoder, head.bias, batch["targets"], masked.dtype)
    loss = WEIGHTS["meant"] * meant + WEIGHTS["action"] * action + WEIGHTS["masked"] * masked_loss
    acts, found = batch["action"] > 0, logits.detach().argmax(-1)
    facts = {
        "meant_loss": meant * len(words), "judged": len(words), "judged_right": right, "slips": changed.sum(),
        "action_loss": action * len(logits), "acted": len(logits), "acts": acts.sum(),
        "acts_found": ((found == batch["action"]) & acts).sum(), "acts_wrong": ((found != batch["action"]) & (found > 0)).sum(),
        "masked_loss": masked_loss * len(masked), "masked": len(masked), "masked_right": masked_right,
    }  # fmt: skip
    return loss, facts


def divergence(logits, held):
    """Mean Kullback-Leibler divergence, in nats, of what `logits` say from what `held` says."""
    return F.kl_div(logits.float().log_softmax(-1), held.float().log_softmax(-1), reduction="batchmean", log_target=True)


def read_heads(model, batch, segments=None):
    """(pooled [B, H], MLM logits at the hidden places [M, V] or None)."""
    B, T = batch["ids"].shape
    positions = batch.get("positions")
    asked = torch.arange(0, B * T, T)
    if positions is not None:
        asked = torch.cat([asked, positions])
    segments = torch.zeros_like(batch["ids"]) if segments is None else segments
    hidden = model.bert(batch["ids"], segments, batch["lengths"], asked)
    return model.bert.pooler(hidden[:B, None]), model.mlm_logits(hidden[B:]) if positions is not None else None


def held_pair_loss(model, frozen, batch):
    """Ordinary examples: MLM and NSP answer as `frozen` does. NSP and MLM accuracy by true labels goes to the log."""
    with torch.no_grad():
        pooled, wanted = read_heads(frozen, batch, batch["segments"])
        wanted_next = frozen.cls.seq_relationship(pooled)
    pooled, found = read_heads(model, batch, batch["segments"])
    pairs = batch["is_next"] >= 0
    found_next = model.cls.seq_relationship(pooled)
    masked, following = divergence(found, wanted), divergence(found_next, wanted_next)
    M = len(batch["targets"])
    facts = {
        "held_masked": masked * M, "held_places": M, "held_right": (found.detach().argmax(-1) == batch["targets"]).sum(),
        "frozen_right": (wanted.argmax(-1) == batch["targets"]).sum(),
        "held_next": following * len(pooled), "held_rows": len(pooled), "pairs": pairs.sum(),
        "next_right": ((found_next.detach().argmax(-1) == batch["is_next"]) & pairs).sum(),
    }  # fmt: skip
    return WEIGHTS["held_masked"] * masked + WEIGHTS["held_next"] * following, facts


def held_tone_loss(model, frozen, batch):
    """Sentences with a tone: the classifier answers as `frozen` does."""
    with torch.no_grad():
        wanted = frozen.classifier(read_heads(frozen, batch)[0])
    found = model.classifier(read_heads(model, batch)[0])
    tone = divergence(found, wanted)
    facts = {"held_tone": tone * len(found), "toned": len(found), "tone_same": (found.argmax(-1) == wanted.argmax(-1)).sum()}
    return WEIGHTS["held_tone"] * tone, facts

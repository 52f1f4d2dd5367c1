"""Tone batches and tone probabilities, shared by fine-tuning, calibration and evaluation."""

import numpy as np
import torch

MAX_TOKENS = 128  # of a row that tone is taught with, unless long ones are wanted too


def encode_rows(rows, wordpiece, max_tokens=MAX_TOKENS):
    """[(ids with [CLS] and [SEP], label)]; a longer text keeps its start and its end, as opinions stand there."""
    room = max_tokens - 2
    encoded = []
    for text, label in rows:
        ids = wordpiece.encode(text)
        if len(ids) > room:
            ids = ids[: room // 2] + ids[len(ids) - (room - room // 2) :]
        encoded.append(([wordpiece.cls, *ids, wordpiece.sep], label))
    return encoded


def pad_batch(lists, pad, device="cpu"):
    """(ids int64 [B, T], lengths int64 [B]) of lists of ids."""
    width = -(-max(map(len, lists)) // 8) * 8
    ids = np.full((len(lists), width), pad, np.int64)
    for row, values in enumerate(lists):
        ids[row, : len(values)] = values
    return torch.from_numpy(ids).to(device), torch.tensor([len(v) for v in lists], device=device)


def read_pooled(model, rows, wordpiece, batch=64):
    """float32 [rows, H], in the order of `rows`, whatever the batches: what the classifier reads. Cut to the model's positions."""
    device = next(model.parameters()).device
    encoded = encode_rows(rows, wordpiece, model.config.max_position_embeddings)
    order = sorted(range(len(rows)), key=lambda i: len(encoded[i][0]))
    pooled = torch.zeros(len(rows), model.config.hidden_size)
    model.eval()
    with torch.no_grad():
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            ids, lengths = pad_batch([encoded[i][0] for i in part], wordpiece.pad, device)
            first = torch.arange(0, ids.numel(), ids.shape[1], device=device)  # [CLS] of each row
            states = model.bert(ids, torch.zeros_like(ids), lengths, first)[:, None]  # [B, 1, H]
            pooled[part] = model.bert.pooler(states).float().cpu()
    return pooled


def tone_logits(model, rows, wordpiece):
    """float32 [rows, 3], in the order of `rows`."""
    pooled = read_pooled(model, rows, wordpiece)
    with torch.no_grad():
        return model.classifier(pooled.to(model.classifier.weight.device)).cpu().numpy()


def softmax(logits, temperature=1.0):
    """float64 [rows, 3] probabilities of `logits / temperature`."""
    scaled = logits.astype(np.float64) / temperature
    scaled -= scaled.max(1, keepdims=True)
    powers = np.exp(scaled)
    return powers / powers.sum(1, keepdims=True)

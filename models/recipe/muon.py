"""Muon: momentum whose update is made orthogonal, for the matrices of the encoder.

AdamW scales every number by itself; Muon gives all directions of a matrix the same length, so that the rare
ones are learnt as fast as the common ones. Source: Jordan et al., "Muon: An optimizer for hidden layers in
neural networks" (2024); the scale 0.2 * sqrt(max(rows, columns)), which lets AdamW's rate and decay serve
both, from Liu et al., "Muon is scalable for LLM training" (2025).
"""

import torch

from processor import fast_dtype

COEFFICIENTS = (3.4445, -4.7750, 2.0315)
STEPS = 5


def orthogonalised(updates):
    """float [K, R, C] -> the same shape, each matrix with singular values near 1 (Newton–Schulz; half precision is enough)."""
    a, b, c = COEFFICIENTS
    x = updates.to(fast_dtype(updates.device))
    flat = x.shape[1] > x.shape[2]
    if flat:
        x = x.transpose(1, 2)
    x = x / (x.float().norm(dim=(1, 2), keepdim=True) + 1e-7).to(x.dtype)
    for _ in range(STEPS):
        products = torch.bmm(x, x.transpose(1, 2))
        x = torch.baddbmm(x, torch.baddbmm(products, products, products, beta=b, alpha=c), x, beta=a)
    return (x.transpose(1, 2) if flat else x).float()


class Muon(torch.optim.Optimizer):
    """Matrices only. `lr` and `weight_decay` mean what they mean to AdamW."""

    def __init__(self, params, lr=0.0, momentum=0.95, weight_decay=0.01):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            shapes = {}
            for p in group["params"]:
                if p.grad is not None:
                    shapes.setdefault(p.shape, []).append(p)
            for shape, params in shapes.items():
                updates = []
                for p in params:
                    state = self.state[p]
                    if not state:
                        state["momentum"] = torch.zeros_like(p)
                    state["momentum"].lerp_(p.grad, 1 - group["momentum"])
                    updates.append(p.grad.lerp(state["momentum"], group["momentum"]))
                scale = group["lr"] * 0.2 * max(shape) ** 0.5
                for p, update in zip(params, orthogonalised(torch.stack(updates))):
                    p.mul_(1 - group["lr"] * group["weight_decay"]).add_(update, alpha=-scale)

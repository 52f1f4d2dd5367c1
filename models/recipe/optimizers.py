"""Which optimizer steps which weights: Muon the matrices of the layers, AdamW all else."""

import torch

from muon import Muon

ADAM = {"lr": 0.0, "betas": (0.9, 0.98), "eps": 1e-6}
DECAY = 0.01


class Optimizers:
    """Several optimizers as one: the part of their interface that a training loop uses."""

    def __init__(self, *parts):
        self.parts = parts

    @property
    def param_groups(self):
        return [group for part in self.parts for group in part.param_groups]

    def zero_grad(self, set_to_none=True):
        for part in self.parts:
            part.zero_grad(set_to_none=set_to_none)

    def step(self):
        for part in self.parts:
            part.step()

    def state_dict(self):
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, states):
        for part, state in zip(self.parts, states):
            part.load_state_dict(state)


def build_adamw(parameters):
    """As published, no decay on biases and norms. parameters: [(name, parameter)]."""
    plain = [p for n, p in parameters if n.endswith("bias") or "LayerNorm" in n]
    decayed = [p for n, p in parameters if not (n.endswith("bias") or "LayerNorm" in n)]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": plain, "weight_decay": 0.0}]
    fused = {"fused": True} if parameters[0][1].is_cuda else {}
    return torch.optim.AdamW(groups, **ADAM, **fused)


def build_optimizers(model, name, decay=DECAY):
    """`name`: "muon" for both, "adamw" for the paper's alone. Rates are set by the caller, one for all. decay: Muon's."""
    parameters = list(model.named_parameters())
    if name == "adamw":
        return Optimizers(build_adamw(parameters))
    is_matrix = {n: ".layer." in n and p.ndim == 2 for n, p in parameters}
    matrices = [p for n, p in parameters if is_matrix[n]]
    return Optimizers(build_adamw([(n, p) for n, p in parameters if not is_matrix[n]]), Muon(matrices, weight_decay=decay))

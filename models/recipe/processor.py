"""What this machine's processor is good for: how many cores, which type of number."""

import functools
import os

import torch

# Without one of these, a bf16 product took PyTorch 1.13 some fifty times as long as a float32 one.
BF16_FLAGS = {"avx512_bf16", "amx_bf16", "bf16"}


def count_cores():
    """How many processors this process may use. PyTorch's own guess was one of two."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def has_bf16(device, cpuinfo="/proc/cpuinfo"):
    """True where products in bf16 are fast: on CUDA, and on processors that say so (Linux alone does)."""
    if torch.device(device).type == "cuda":
        return torch.cuda.is_bf16_supported()
    if not os.path.exists(cpuinfo):
        return False
    with open(cpuinfo, encoding="utf-8") as file:
        flags = next((line for line in file if line.lower().startswith(("flags", "features"))), "")
    return bool(BF16_FLAGS & set(flags.split()))


@functools.lru_cache
def fast_dtype(device):
    """The type that products on this device are computed in unless a run asks for another."""
    return torch.bfloat16 if has_bf16(device) else torch.float32

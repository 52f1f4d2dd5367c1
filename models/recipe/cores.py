"""How many processors this process may use. PyTorch's own guess was one of two."""

import os


def count_cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

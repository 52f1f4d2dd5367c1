"""Examples of any length side by side in rows of one width, so that a GPU computes no padding and knows one shape.

Attention stays within an example: `blocks` says which piece belongs to which. A row holds as many examples as fit.
"""

import numpy as np

IGNORED = -100


def pack_rows(examples, rows, width, pad):
    """Numpy arrays of a packed batch of `rows` x `width` tokens; examples that find no room are left out.

    ids, segments, places (position within the example), blocks (1, 2, ... within the row; 0 is padding): [B, T];
    first [E]: where each example starts in B*T; is_next, tone [E], IGNORED where an example has no such label;
    positions, targets [M], positions into B*T.
    """
    by_room = [[] for _ in range(width + 1)]  # rows by how many tokens still fit
    by_room[width] = list(range(rows))[::-1]
    ids = np.full((rows, width), pad, np.int32)
    segments, places, blocks = (np.zeros((rows, width), np.int16) for _ in range(3))
    held, first, placed = [0] * rows, [], []
    # The longest first into the fullest row that takes it: what is left over is short and little.
    for example in sorted(examples, key=lambda e: -len(e.ids)):
        length = len(example.ids)
        room = next((r for r in range(length, width + 1) if by_room[r]), None)
        if room is None:
            continue
        row = by_room[room].pop()
        by_room[room - length].append(row)
        held[row] += 1
        span = slice(width - room, width - room + length)
        ids[row, span], segments[row, span] = example.ids, example.segments
        places[row, span], blocks[row, span] = np.arange(length), held[row]
        first.append(row * width + width - room)
        placed.append(example)
    starts = np.array(first, np.int64)
    return {
        "ids": ids,
        "segments": segments,
        "places": places,
        "blocks": blocks,
        "first": starts,
        "positions": np.concatenate([start + e.positions for start, e in zip(starts, placed)]).astype(np.int64),
        "targets": np.concatenate([e.targets for e in placed]).astype(np.int64),
        "is_next": np.array([e.is_next for e in placed], np.int64),
        "tone": np.array([e.tone for e in placed], np.int64),
    }

"""Tone sentences as ids, for a pre-training run that teaches tone along with the rest (`pretrain.py --tone`).

With `--max-tokens 512` film reviews stand in the file whole as well, and other long rows both whole and cut.

    python3 encode_tone.py --vocab vocab.txt --out tone.npz --sentiment sentiment/ --docs docs.txt.xz --wiki wiki-0.txt.xz --readme readme.txt
"""

import argparse
import os

import numpy as np

from finetune import REPEATS
from tone_data import add_source_arguments, read_reviews, read_sources, read_whole_reviews
from tone_model import MAX_TOKENS, encode_rows
from wordpiece import WordPiece


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vocab", required=True)
    parser.add_argument("--out", required=True)
    add_source_arguments(parser)
    parser.add_argument("--reviews", type=int, default=20000)
    parser.add_argument("--max-tokens", type=int, default=MAX_TOKENS, help="of a row")
    args = parser.parse_args(argv)
    wordpiece = WordPiece.read(args.vocab)
    sources = read_sources(args)
    reviews = os.path.join(args.sentiment, "imdb-train.tsv.xz")
    sources["reviews"] = read_reviews(reviews, args.reviews)
    long = {**sources, "reviews": read_whole_reviews(reviews, args.reviews)} if args.max_tokens > MAX_TOKENS else {}
    ids, starts, labels = [], [0], []
    for name, rows in sources.items():
        whole = [row for row in encode_rows(long.get(name, []), wordpiece, args.max_tokens) if len(row[0]) > MAX_TOKENS]
        encoded = (encode_rows(rows, wordpiece) + whole) * REPEATS[name]
        for row, label in encoded:
            ids.extend(row)
            starts.append(len(ids))
            labels.append(label)
        print(f"{name}: {len(rows)} rows and {len(whole)} long ones, seen {REPEATS[name]} times, {sum(len(row) for row, _ in encoded)} tokens", flush=True)
    np.savez_compressed(args.out, ids=np.array(ids, np.uint16), starts=np.array(starts), labels=np.array(labels, np.int8))
    print(f"{args.out}: {len(labels)} rows, {len(ids)} tokens")


if __name__ == "__main__":
    main()

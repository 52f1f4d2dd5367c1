"""Tone sentences as ids, for a pre-training run that teaches tone along with the rest (`pretrain.py --tone`).

    python3 encode_tone.py --vocab vocab.txt --out tone.npz --sentiment sentiment/ --docs docs.txt.xz --wiki wiki-0.txt.xz --readme readme.txt
"""

import argparse
import os

import numpy as np

from finetune import HERE, REPEATS
from tone_data import read_reviews, training_rows
from tone_model import encode_rows
from wordpiece import WordPiece


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vocab", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--sentiment", required=True, help="folder of the tone sets")
    parser.add_argument("--docs", required=True, help="raw documentation, for neutral sentences")
    parser.add_argument("--wiki", required=True, help="raw Wikipedia, for the same")
    parser.add_argument("--readme", required=True, help="README files, for the same (test/evaluate/writeReadmes.ts)")
    parser.add_argument("--material", default=os.path.join(HERE, "tone"), help="folder of our own sentences")
    parser.add_argument("--reviews", type=int, default=20000)
    args = parser.parse_args(argv)
    wordpiece = WordPiece.read(args.vocab)
    sources = training_rows(args.sentiment, args.material, {"documentation": args.docs, "encyclopedia": args.wiki, "readme": args.readme})
    sources["reviews"] = read_reviews(os.path.join(args.sentiment, "imdb-train.tsv.xz"), args.reviews)
    ids, starts, labels = [], [0], []
    for name, rows in sources.items():
        encoded = encode_rows(rows, wordpiece) * REPEATS[name]
        for row, label in encoded:
            ids.extend(row)
            starts.append(len(ids))
            labels.append(label)
        print(f"{name}: {len(rows)} rows, seen {REPEATS[name]} times, {sum(len(row) for row, _ in encoded)} tokens", flush=True)
    np.savez_compressed(args.out, ids=np.array(ids, np.uint16), starts=np.array(starts), labels=np.array(labels, np.int8))
    print(f"{args.out}: {len(labels)} rows, {len(ids)} tokens")


if __name__ == "__main__":
    main()

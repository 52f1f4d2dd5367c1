"""Temperature scaling (Guo et al. 2017): one number that makes a stated probability come true as often as it says.

    python3 calibrate.py --checkpoint tone --sentiment sentiment/ --docs-dev ids/docs.dev.txt --wiki-dev ids/wiki-0.dev.txt

Fitted on the calibration halves of the held-out sets, written into `config.json` as `cloze_temperature`.
It changes no label, only how sure the answer claims to be.
"""

import argparse
import json
import os

import numpy as np

from tone_model import softmax

HERE = os.path.dirname(os.path.abspath(__file__))


def negative_log_likelihood(logits, labels, temperature):
    """Mean over the rows, in nats."""
    probabilities = softmax(logits, temperature)
    return -np.log(np.clip(probabilities[np.arange(len(labels)), labels], 1e-12, 1)).mean()


def fit_temperature(logits, labels):
    """The temperature in 0.2..5 with the least negative log likelihood, by golden section on its logarithm."""
    low, high = np.log(0.2), np.log(5.0)
    golden = (np.sqrt(5) - 1) / 2
    loss = lambda x: negative_log_likelihood(logits, labels, np.exp(x))  # noqa: E731
    for _ in range(40):
        left, right = high - golden * (high - low), low + golden * (high - low)
        if loss(left) < loss(right):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))


def calibration_error(probabilities, labels, bins=15):
    """Expected calibration error: |accuracy - confidence| over equal-width bins, weighted by their rows."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == np.asarray(labels)
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(sum(abs(right[which == b].mean() - confidence[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any()))


def main():
    from checkpoint import load_folder
    from tone_data import calibration_rows, held_out_rows
    from tone_model import tone_logits
    from wordpiece import WordPiece

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--sentiment", required=True)
    parser.add_argument("--docs-dev", required=True)
    parser.add_argument("--wiki-dev", required=True)
    parser.add_argument("--material", default=os.path.join(HERE, "tone"), help="folder of our own sentences")
    args = parser.parse_args()
    model, config = load_folder(args.checkpoint)
    wordpiece = WordPiece.read(os.path.join(args.checkpoint, "vocab.txt"))
    prose_dev = {"documentation": args.docs_dev, "encyclopedia": args.wiki_dev}
    rows = calibration_rows(held_out_rows(args.sentiment, args.material, prose_dev))
    temperature = fit_temperature(tone_logits(model, rows, wordpiece), [label for _, label in rows])
    config["cloze_temperature"] = round(temperature, 4)
    with open(os.path.join(args.checkpoint, "config.json"), "w", encoding="utf-8") as file:
        json.dump(config, file, indent=2)
        file.write("\n")
    print(f"temperature {temperature:.4f} from {len(rows)} rows")


if __name__ == "__main__":
    main()

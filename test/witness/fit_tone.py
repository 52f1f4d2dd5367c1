"""Fits scikit-learn's LogisticRegression on the vectors that ownTone.witness.ts wrote.

    python test/witness/fit_tone.py FOLDER C...

FOLDER has train.f32 and test.f32 (float32 vectors of 384 numbers) and train.json and test.json (labels). Prints JSON:
for each C the weights, the intercept, and the labels that the test vectors are given (0 negative, 1 positive).
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

HIDDEN = 384


def read(folder, name):
    vectors = np.fromfile(folder / f"{name}.f32", dtype=np.float32).reshape(-1, HIDDEN).astype(np.float64)
    labels = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return vectors, np.array([label == "positive" for label in labels], dtype=int)


def main():
    folder = Path(sys.argv[1])
    train, labels = read(folder, "train")
    test, _ = read(folder, "test")
    scaler = StandardScaler().fit(train)
    fits = []
    for c in map(float, sys.argv[2:]):
        model = LogisticRegression(C=c, tol=1e-8, max_iter=100000).fit(scaler.transform(train), labels)
        given = model.predict(scaler.transform(test))
        fits.append({"c": c, "weights": model.coef_[0].tolist(), "intercept": model.intercept_[0], "labels": given.tolist()})
    json.dump({"fits": fits}, sys.stdout)


if __name__ == "__main__":
    main()

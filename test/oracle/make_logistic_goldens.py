"""Makes the logistic regressions that test/ownTone/regression compares with.

    python3 test/oracle/make_logistic_goldens.py

Needs scikit-learn (test/witness/requirements.txt). Writes test/golden/logistic.json: rows drawn from a seed, their
labels, and for some C what StandardScaler and LogisticRegression make of them.
"""

import json
import os

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "logistic.json")


def make_case(seed, rows, columns, classes, cs):
    random = np.random.default_rng(seed)
    labels = random.integers(0, classes, rows)
    centres = random.normal(0, 1.0, (classes, columns))
    # The last column is the same everywhere: a feature without a deviation.
    vectors = np.round(centres[labels] + random.normal(0, 1.5, (rows, columns)), 4)
    vectors[:, -1] = 0.25
    scaler = StandardScaler().fit(vectors)
    fits = []
    for c in cs:
        model = LogisticRegression(C=c, tol=1e-10, max_iter=10000)
        model.fit(scaler.transform(vectors), labels)
        fits.append(
            {
                "c": c,
                "weights": model.coef_.tolist(),
                "intercepts": model.intercept_.tolist(),
                "probabilities": model.predict_proba(scaler.transform(vectors[:5])).tolist(),
            }
        )
    return {
        "classes": classes,
        "vectors": vectors.tolist(),
        "labels": labels.tolist(),
        "mean": scaler.mean_.tolist(),
        "scale": scaler.scale_.tolist(),
        "fits": fits,
    }


def main():
    cases = [make_case(1, 60, 7, 2, [0.001, 0.1, 10]), make_case(2, 60, 5, 3, [0.01, 1]), make_case(3, 30, 40, 4, [0.1])]
    with open(GOLDEN, "w", encoding="utf-8") as file:
        json.dump({"scikit-learn": sklearn.__version__, "cases": cases}, file)
        file.write("\n")


if __name__ == "__main__":
    main()

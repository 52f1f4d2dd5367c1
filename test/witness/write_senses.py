"""Writes what transformers, numpy and scikit-learn say of the uses of a word.

    python test/witness/write_senses.py ASKED.json ANSWERED.json

ASKED has "published", the folder of a checkpoint, "uses" with text, start and end, and "layer".

Shapes: U uses, H hidden.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import silhouette_samples, silhouette_score
from sklearn.metrics.pairwise import cosine_distances, cosine_similarity
from transformers import AutoTokenizer, BertModel

asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
tokenizer = AutoTokenizer.from_pretrained(asked["published"])
model = BertModel.from_pretrained(asked["published"]).eval()
table = model.embeddings.word_embeddings.weight

layers, static = [], []
with torch.no_grad():
    for use in asked["uses"]:
        encoding = tokenizer(use["text"], return_offsets_mapping=True, return_tensors="pt")
        offsets = encoding.pop("offset_mapping")[0].tolist()
        own = [i for i, (start, end) in enumerate(offsets) if start < use["end"] and use["start"] < end]
        states = model(**encoding, output_hidden_states=True).hidden_states
        layers.append([layer[0, own].mean(0).numpy() for layer in states])
        static.append(table[encoding["input_ids"][0, own]].mean(0).numpy())

vectors = np.array([of_use[asked["layer"]] for of_use in layers])  # [U, H]
static = np.array(static)  # [U, H]
U = len(vectors)
distances = cosine_distances(vectors.astype(np.float64))
pairs = np.triu_indices(U, 1)
groupings = []
for count in range(2, min(8, U - 1) + 1):
    labels = AgglomerativeClustering(n_clusters=count, metric="precomputed", linkage="average").fit_predict(distances)
    groupings.append(
        {
            "labels": labels.tolist(),
            "fits": silhouette_samples(distances, labels, metric="precomputed").tolist(),
            "silhouette": float(silhouette_score(distances, labels, metric="precomputed")),
        }
    )
answers = {
    "vectors": vectors.tolist(),
    "staticVectors": static.tolist(),
    "alike": [
        float(cosine_similarity(np.array([of_use[l] for of_use in layers]).astype(np.float64))[pairs].mean())
        for l in range(len(layers[0]))
    ],
    "toStatic": [float(cosine_similarity(a[None], b[None])[0, 0]) for a, b in zip(vectors, static)],
    "groupings": groupings,
}
Path(sys.argv[2]).write_text(json.dumps(answers), encoding="utf-8")

"""Makes the files of weights that test/checkpoint compares with: a few numbers, as PyTorch and TensorFlow save them.

    python3 test/oracle/make_form_goldens.py torch         # needs PyTorch (test/witness/requirements.txt)
    python3 test/oracle/make_form_goldens.py tensorflow    # needs TensorFlow, which nothing else here does

Writes test/golden/forms.json: each file in Base64, with the version of what wrote it.
"""

import base64
import io
import json
import os
import sys
import tempfile

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "forms.json")


def make_torch():
    import torch

    a = torch.arange(6, dtype=torch.float32).reshape(2, 3)
    state = torch.nn.Module().state_dict()
    state["a"] = a
    state["tied"] = a
    # The numbers of `a`, by columns: stored 0, 3, 1, 4, 2, 5.
    state["columns"] = a.t().contiguous().t()
    state["part"] = torch.arange(10, dtype=torch.float32)[4:8].view(2, 2)
    state["parameter"] = torch.nn.Parameter(torch.tensor(7.5))
    state["half"] = torch.tensor([1, -2, 0.5, 65504], dtype=torch.float16)
    state["bfloat"] = torch.tensor([1, -2], dtype=torch.bfloat16)
    state["ids"] = torch.arange(3).expand((1, -1))
    state["none"] = torch.empty(0, 3)
    files = {}
    for name, options in [
        ("zip", {}),
        ("zip of protocol 4", {"pickle_protocol": 4}),
        ("legacy", {"_use_new_zipfile_serialization": False}),
    ]:
        buffer = io.BytesIO()
        torch.save(state, buffer, **options)
        files[name] = base64.b64encode(buffer.getvalue()).decode()
    # What only code could read, and TorchScript.
    for name, value in [("a module", torch.nn.Linear(1, 1)), ("a nested dict", {"state_dict": state})]:
        buffer = io.BytesIO()
        torch.save(value, buffer)
        files[name] = base64.b64encode(buffer.getvalue()).decode()
    buffer = io.BytesIO()
    torch.jit.save(torch.jit.script(torch.nn.Linear(1, 1)), buffer)
    files["a program"] = base64.b64encode(buffer.getvalue()).decode()
    return {"version": torch.__version__, "files": files}


def make_tensorflow():
    import numpy as np
    import tensorflow as tf

    variables = {
        "bert/embeddings/word_embeddings": np.arange(6, dtype=np.float32).reshape(3, 2),
        "bert/encoder/layer_11/output/dense/kernel": np.arange(6, dtype=np.float32).reshape(2, 3),
        "bert/encoder/layer_11/output/dense/kernel/adam_m": np.arange(6, dtype=np.float32).reshape(2, 3),
        "bert/encoder/layer_11/output/dense/bias": np.arange(3, dtype=np.float32),
        "bert/encoder/layer_11/output/LayerNorm/gamma": np.arange(2, dtype=np.float32),
        "output_bias": np.arange(2, dtype=np.float16),
        "global_step": np.int64(7),
    }
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        graph = tf.Graph()
        with graph.as_default(), tf.compat.v1.Session(graph=graph) as session:
            for name, value in variables.items():
                tf.compat.v1.get_variable(name, initializer=value, use_resource=False)
            session.run(tf.compat.v1.global_variables_initializer())
            tf.compat.v1.train.Saver().save(session, os.path.join(folder, "bert_model.ckpt"), write_meta_graph=False)
        objects = tf.train.Checkpoint(v=tf.Variable(1.0))
        objects.write(os.path.join(folder, "objects.ckpt"))
        for name in sorted(os.listdir(folder)):
            if ".ckpt." in name:
                with open(os.path.join(folder, name), "rb") as file:
                    files[name] = base64.b64encode(file.read()).decode()
    return {"version": tf.__version__, "files": files}


if __name__ == "__main__":
    written = {}
    if os.path.exists(GOLDEN):
        with open(GOLDEN, encoding="utf-8") as file:
            written = json.load(file)
    kind = sys.argv[1]
    written[kind] = {"torch": make_torch, "tensorflow": make_tensorflow}[kind]()
    with open(GOLDEN, "w", encoding="utf-8") as file:
        json.dump(written, file, indent=1, sort_keys=True)
        file.write("\n")

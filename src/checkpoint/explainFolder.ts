import { readdir } from "node:fs/promises";
import { CheckpointError } from "./files/checkpointError";

/** Forms of weights that Cloze does not read, by their files, and what to do. The first that is found is told. */
const OTHER_FORMS: readonly { readonly files: RegExp; readonly what: string; readonly next: () => string }[] = [
  { files: /\.h5$/, what: "a file of Keras", next: () => convertBy("from_tf", "torch tensorflow tf-keras") },
  { files: /\.msgpack$/, what: "a file of Flax", next: () => convertBy("from_flax", "torch flax") },
  {
    files: /\.onnx$|^onnx$/,
    what: "a ready-made graph, which lacks readouts and attention",
    next: () => "Cloze writes its own: take model.safetensors or pytorch_model.bin of the model that it was made of",
  },
  {
    files: /\.(?:bin|pt|pth|ckpt)$/,
    what: "not named as published models have them",
    next: () =>
      "Cloze reads model.safetensors, pytorch_model.bin and bert_model.ckpt.index: if it holds the tensors of the model, as torch.save(model.state_dict()) writes them, call it pytorch_model.bin",
  },
];

/** Explains what the folder holds instead of weights that Cloze can read. */
export async function explainWeights(folder: string): Promise<CheckpointError> {
  return (
    explainForm(folder, await readdir(folder)) ??
    new CheckpointError("missing-file", `${folder}: no model.safetensors, pytorch_model.bin or bert_model.ckpt.index`)
  );
}

/** Explains what a folder is that has no config.json. */
export async function explainFolder(folder: string): Promise<CheckpointError> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined)
    return new CheckpointError("missing-file", `${folder}: no such folder, expected that of a checkpoint`);
  return (
    explainForm(
      folder,
      names.filter((name) => /^onnx$|\.onnx$/.test(name)),
    ) ?? new CheckpointError("missing-file", `${folder}: no config.json, expected a checkpoint folder`)
  );
}

function explainForm(folder: string, names: readonly string[]): CheckpointError | undefined {
  for (const { files, what, next } of OTHER_FORMS) {
    const file = names.find((name) => files.test(name));
    if (file === undefined) continue;
    return new CheckpointError("unsupported", `${folder}: the weights are in ${file}, ${what}. ${next()}`);
  }
  return undefined;
}

/** Source: huggingface/transformers v4.57.0, modeling_utils.py, `from_pretrained`. Version 5 reads neither form. */
function convertBy(option: string, packages: string): string {
  return (
    `Python makes model.safetensors of it: pip install "transformers<5" ${packages}, then ` +
    `python -c "from transformers import AutoModelForPreTraining as M; M.from_pretrained('.', ${option}=True).save_pretrained('.')" in that folder`
  );
}

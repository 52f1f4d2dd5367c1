import * as l10n from "@vscode/l10n";
import { readdir } from "#platform/files";
import { CheckpointError } from "./files/checkpointError";

interface OtherForm {
  readonly files: RegExp;
  readonly what: string;
  /** What to do. */
  readonly next: string;
}

/** Forms of weights that Cloze does not read. The first that is found is told. */
const OTHER_FORMS: readonly OtherForm[] = [
  {
    files: /\.h5$/,
    what: l10n.t("a file of Keras"),
    // eslint-disable-next-line language/untranslated -- packages and code
    next: explainConversion("torch tensorflow tf-keras", "t.load_tf2_checkpoint_in_pytorch_model(m,'tf_model.h5')"),
  },
  {
    files: /\.msgpack$/,
    what: l10n.t("a file of Flax"),
    next: explainConversion(
      // eslint-disable-next-line language/untranslated -- packages
      "torch flax",
      // eslint-disable-next-line language/untranslated -- code
      "import transformers.modeling_flax_pytorch_utils as f; f.load_flax_checkpoint_in_pytorch_model(m,'flax_model.msgpack')",
    ),
  },
  {
    files: /\.onnx$|^onnx$/,
    what: l10n.t("a ready-made graph, which lacks readouts and attention"),
    next: l10n.t("Cloze writes its own: take model.safetensors or pytorch_model.bin of the model that it was made of"),
  },
  {
    files: /\.(?:bin|pt|pth|ckpt)$/,
    what: l10n.t("not named as published models have them"),
    next: l10n.t(
      "Cloze reads model.safetensors, pytorch_model.bin and bert_model.ckpt.index: if it holds the tensors of the model, as torch.save(model.state_dict()) writes them, call it pytorch_model.bin",
    ),
  },
];

/** Explains what the folder holds instead of weights that Cloze can read. */
export async function explainWeights(folder: string): Promise<CheckpointError> {
  return (
    explainForm(folder, await readdir(folder)) ??
    new CheckpointError(
      "missing-file",
      l10n.t("{0}: no model.safetensors, pytorch_model.bin or bert_model.ckpt.index", folder),
    )
  );
}

/** Explains what a folder is that has no config.json. */
export async function explainFolder(folder: string): Promise<CheckpointError> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined)
    return new CheckpointError("missing-file", l10n.t("{0}: no such folder, expected that of a checkpoint", folder));
  return (
    explainForm(
      folder,
      names.filter((name) => /^onnx$|\.onnx$/.test(name)),
    ) ?? new CheckpointError("missing-file", l10n.t("{0}: no config.json, expected a checkpoint folder", folder))
  );
}

function explainForm(folder: string, names: readonly string[]): CheckpointError | undefined {
  for (const { files, what, next } of OTHER_FORMS) {
    const file = names.find((name) => files.test(name));
    if (file === undefined) continue;
    return new CheckpointError(
      "unsupported",
      l10n.t("{0}: the weights are in {1}, {2}. {3}", folder, file, what, next),
    );
  }
  return undefined;
}

/** Version 5 of transformers reads neither form. With 4.57.6 both commands give the same numbers as the model has. */
function explainConversion(packages: string, load: string): string {
  return l10n.t(
    "Python makes model.safetensors of it. In a new environment: {0}, and then in the folder: {1}",
    `pip install "transformers<5" ${packages}`,
    `python -c "import transformers as t; c=t.AutoConfig.from_pretrained('.'); m=getattr(t,c.architectures[0])(c); ${load}; m.save_pretrained('.')"`,
  );
}

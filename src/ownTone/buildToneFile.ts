import type { TrainResult } from "../tasks/ownTone/trainRequest";
import type { ToneFile, ToneMark } from "./toneFileSchema";

export interface ToneFileParts {
  /** Of Cloze. */
  readonly version: string;
  readonly name: string;
  readonly mark?: ToneMark | undefined;
  /** To keep in the file. Default: no text is kept. */
  readonly examples?: readonly { readonly label: string; readonly text: string }[] | undefined;
}

/** The same rows, model and options give the same file: it has no date. */
export function buildToneFile(
  { tone, c, evaluation }: Pick<TrainResult, "tone" | "c" | "evaluation">,
  { version, name, mark, examples }: ToneFileParts,
): ToneFile {
  const { accuracy, accuracyInterval, classes } = evaluation;
  return {
    format: 1,
    cloze: version,
    name,
    ...(mark && { mark }),
    taught: {
      rows: Object.fromEntries(Object.entries(classes).map(([label, { rows }]) => [label, rows])),
      c,
      accuracy: Number(accuracy.toFixed(4)),
      accuracyInterval: accuracyInterval.map((end) => Number(end.toFixed(4))),
    },
    ...tone,
    ...(examples && { examples: examples.map(({ label, text }) => ({ label, text })) }),
  };
}

import * as l10n from "@vscode/l10n";
import { findMismatch } from "../schema/findMismatch";
import { quote } from "../wording/quote";
import { OwnToneError } from "./ownToneError";
import { type ToneFile, toneFileSchema } from "./toneFileSchema";

/** Bytes of the largest file: 50 labels of a large model take 1 MB. */
export const MOST_FILE_BYTES = 32_000_000;

/**
 * Reads the file of a tone of one's own.
 *
 * @param name - Of the file, for messages.
 * @throws {OwnToneError} `bad-file`, whose message names the file, the place and what was expected there.
 */
export function readToneFile(name: string, bytes: Uint8Array): ToneFile {
  const fail = (message: string, options?: ErrorOptions): never => {
    throw new OwnToneError("bad-file", message, options);
  };
  const value = parse(name, bytes, fail);
  const mismatch = findMismatch(name, toneFileSchema, value);
  if (mismatch !== undefined) throw new OwnToneError("bad-file", mismatch);
  const file = value as ToneFile;
  const fault = findFault(name, file);
  return fault === undefined ? file : fail(fault);
}

function parse(name: string, bytes: Uint8Array, fail: (message: string, options: ErrorOptions) => never): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    return fail(l10n.t("{0} is no JSON in UTF-8, expected what `cloze train` writes", name), { cause });
  }
}

/** What does not fit together in it. */
function findFault(name: string, { labels, mean, scale, weights, intercepts, mark }: ToneFile): string | undefined {
  const features = mean.length;
  const outputs = labels.length === 2 ? 1 : labels.length;
  if (labels.length < 2) return l10n.t("{0} has {1} labels, expected two or more", name, labels.length);
  if (new Set(labels).size < labels.length) return l10n.t("{0} names a label twice", name);
  if (features === 0) return l10n.t('{0} has no features: "mean" is empty', name);
  if (scale.length !== features) {
    return l10n.t('{0} has {1} numbers in "scale", expected {2}, as in "mean"', name, scale.length, features);
  }
  if (!scale.every((each) => each > 0)) return l10n.t('{0} has a number in "scale" that is not above 0', name);
  if (weights.length !== outputs || intercepts.length !== outputs) {
    return l10n.t(
      "{0} has {1} rows of weights and {2} intercepts, expected {3} of each for {4} labels",
      name,
      weights.length,
      intercepts.length,
      outputs,
      labels.length,
    );
  }
  const short = weights.findIndex((row) => row.length !== features);
  if (short >= 0) {
    const length = weights[short]?.length ?? 0;
    return l10n.t('{0} has {1} numbers in "weights[{2}]", expected {3}', name, length, short, features);
  }
  if (mark !== undefined && !labels.includes(mark.label)) {
    const known = labels.map((label) => quote(label)).join(", ");
    return l10n.t("{0} marks {1}, expected one of its labels: {2}", name, quote(mark.label), known);
  }
  return undefined;
}

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
  const fail = (what: string, options?: ErrorOptions): never => {
    throw new OwnToneError("bad-file", `${name} ${what}`, options);
  };
  const value = parse(bytes, fail);
  const mismatch = findMismatch(name, toneFileSchema, value);
  if (mismatch !== undefined) throw new OwnToneError("bad-file", mismatch);
  const file = value as ToneFile;
  const fault = findFault(file);
  return fault === undefined ? file : fail(fault);
}

function parse(bytes: Uint8Array, fail: (what: string, options: ErrorOptions) => never): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    return fail("is no JSON in UTF-8, expected what `cloze train` writes", { cause });
  }
}

/** What does not fit together in it. */
function findFault({ labels, mean, scale, weights, intercepts, mark }: ToneFile): string | undefined {
  const features = mean.length;
  const outputs = labels.length === 2 ? 1 : labels.length;
  if (labels.length < 2) return `has ${labels.length} labels, expected two or more`;
  if (new Set(labels).size < labels.length) return "names a label twice";
  if (features === 0) return 'has no features: "mean" is empty';
  if (scale.length !== features) return `has ${scale.length} numbers in "scale", expected ${features}, as in "mean"`;
  if (!scale.every((each) => each > 0)) return 'has a number in "scale" that is not above 0';
  if (weights.length !== outputs || intercepts.length !== outputs) {
    return `has ${weights.length} rows of weights and ${intercepts.length} intercepts, expected ${outputs} of each for ${labels.length} labels`;
  }
  const short = weights.findIndex((row) => row.length !== features);
  if (short >= 0) return `has ${weights[short]?.length ?? 0} numbers in "weights[${short}]", expected ${features}`;
  if (mark !== undefined && !labels.includes(mark.label)) {
    return `marks ${quote(mark.label)}, expected one of its labels: ${labels.map((label) => quote(label)).join(", ")}`;
  }
  return undefined;
}

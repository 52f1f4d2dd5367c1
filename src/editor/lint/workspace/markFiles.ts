import { findPreferredFix } from "../../../lint/findPreferredFix";
import type { Services } from "../../services";
import { toRange } from "../../toRange";
import type { FileMark } from "../findings/fileMark";
import type { FileSentences } from "../readFileSentences";
import { type FileFinding, findInFiles, type FindOptions } from "./findInFiles";

/** Asks the engine about the sentences of unopened files, and gives the marks of each. */
export async function markFiles(
  services: Services,
  files: readonly FileSentences[],
  options: FindOptions,
): Promise<ReadonlyMap<FileSentences, readonly FileMark[]>> {
  const found = await findInFiles(services, files, options);
  return new Map(Array.from(found, ([file, findings]) => [file, findings.map((each) => toMark(file, each))]));
}

function toMark(file: FileSentences, { run: { severity }, finding, sentence }: FileFinding): FileMark {
  const { rule, message, span, word, fixes } = finding;
  const found = { sentence, word, isFixable: findPreferredFix(fixes) !== undefined };
  return { rule, message, severity, range: toRange(file, span), found };
}

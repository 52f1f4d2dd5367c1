import assert from "node:assert/strict";
import { DocumentPhrases } from "../../../../src/lint/documentPhrases";
import { listSlipFindings } from "../../../../src/lint/rules/words/listSlipFindings";
import type { Slip, SlipRule } from "../../../../src/tasks/slips/slipsRequest";
import type { Format } from "../../../../src/text/formats/format";
import { listSentences } from "../../../../src/text/sentences/listSentences";
import { readSlip } from "./slips";

/** A slip in a document. */
export interface Case {
  readonly marked: string;
  readonly rule?: SlipRule;
  readonly kind?: Slip["kind"];
  readonly probability?: number;
  /** The document; default: the sentence. */
  readonly document?: string;
  readonly format?: Format;
  readonly never?: readonly string[];
}

/** What the rule says about the sentence of a document that has the slip. */
export function checkSlip({
  marked,
  rule = "slip",
  kind,
  probability = 0.9,
  document,
  format = "markdown",
  never = [],
}: Case) {
  const { text, slip } = readSlip(marked, rule, probability, kind);
  const source = document ?? text;
  const sentences = listSentences(source, format);
  const sentence = sentences.find((each) => each.text === text) ?? assert.fail(`not read: ${text}`);
  const phrases = new DocumentPhrases(() => sentences.map((each) => each.text));
  const options = { rule, threshold: 0.5, never: new Set(never), phrases };
  const [finding] = listSlipFindings(sentence, { slips: [slip] }, options);
  const [fix] = finding?.fixes ?? [];
  return {
    finding,
    marks: finding && source.slice(finding.span.start, finding.span.end),
    mended:
      fix?.kind === "replace" ? source.slice(0, fix.span.start) + fix.text + source.slice(fix.span.end) : undefined,
  };
}

import type { Slip, SlipRule } from "../../../../src/tasks/slips/slipsRequest";

/**
 * A slip in a sentence. "{form|from}" is a word and what was meant, "{the |}" a word too many with its space,
 * "{|are }" a word that is missing.
 */
export function readSlip(
  marked: string,
  rule: SlipRule = "slip",
  probability = 0.9,
  kind?: Slip["kind"],
): { text: string; slip: Slip } {
  const [, before = "", written = "", suggestion = "", after = ""] = /^(.*)\{(.*)\|(.*)\}(.*)$/s.exec(marked) ?? [];
  const [start, end] = [before.length, before.length + written.length];
  return {
    text: before + written + after,
    slip: { start, end, text: written, suggestion, rule, ...(kind && { kind }), probability, score: 5 },
  };
}

import { EngineError } from "../../../src/engine/protocol/engineError";
import type { Request } from "../fakeContext";

/**
 * "dreadful" is 0.87 negative, "poor" 0.45, any other text neutral; "form" was meant as "from", 0.9 sure, and of "the the"
 * one is too many, 0.6 sure; "poison" kills the engine.
 */
export function answer({ kind, params }: Request) {
  if (kind === "load") return { mask: "[MASK]" };
  if (kind === "unload") return null;
  return (params as { sentences: readonly string[] }).sentences.map((sentence) => {
    if (sentence.includes("poison")) throw new EngineError("stopped", "engine ended");
    if (sentence.includes("broken")) throw new EngineError("failed", "no answer");
    if (kind === "slips") return { slips: listSlips(sentence) };
    if (sentence.includes("unreadable")) throw new EngineError("no-readout", "no classifier");
    const negative = sentence.includes("dreadful") ? 0.87 : sentence.includes("poor") ? 0.45 : 0;
    const positive = sentence.includes("poor") ? 0.15 : 0;
    return { label: "neutral", scores: { negative, neutral: 1 - negative - positive, positive } };
  });
}

function listSlips(sentence: string) {
  return Array.from(sentence.matchAll(/\bform\b|(?<=the) the\b/g), ({ 0: text, index: start }) => {
    const kind =
      text === "form"
        ? { suggestion: "from", rule: "slip", probability: 0.9 }
        : { suggestion: "", rule: "double", probability: 0.6 };
    return { start, end: start + text.length, text, score: 5, ...kind };
  });
}

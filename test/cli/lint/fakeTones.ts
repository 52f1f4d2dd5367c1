import { EngineError } from "../../../src/engine/protocol/engineError";
import type { Request } from "../fakeContext";

/** "dreadful" is 0.9 negative, "poor" 0.6, any other text neutral; "poison" kills the engine. */
export function answer({ kind, params }: Request) {
  if (kind === "load") return { mask: "[MASK]" };
  if (kind === "unload") return null;
  return (params as { sentences: readonly string[] }).sentences.map((sentence) => {
    if (sentence.includes("poison")) throw new EngineError("stopped", "engine ended");
    if (sentence.includes("broken")) throw new EngineError("no-readout", "no classifier");
    const negative = sentence.includes("dreadful") ? 0.9 : sentence.includes("poor") ? 0.6 : 0;
    return { label: "neutral", scores: { negative, neutral: 1 - negative, positive: 0 } };
  });
}

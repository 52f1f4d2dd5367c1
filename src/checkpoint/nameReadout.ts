import type { ReadoutName } from "./checkpoint";

const NAMES: Readonly<Record<ReadoutName, string>> = {
  mlm: "fill-mask layer",
  nsp: "next-sentence layer",
  classifier: "classifier",
  answers: "layer for answers to questions",
  tags: "layer that labels words",
  slips: "layer for words too many and missing",
};

/** What messages to people call a readout. */
export function nameReadout(readout: ReadoutName): string {
  return NAMES[readout];
}

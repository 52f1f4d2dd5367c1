import * as l10n from "@vscode/l10n";
import type { ReadoutName } from "./checkpoint";

const NAMES: Readonly<Record<ReadoutName, string>> = {
  mlm: l10n.t("fill-mask layer"),
  nsp: l10n.t("next-sentence layer"),
  classifier: l10n.t("classifier"),
  answers: l10n.t("layer for answers to questions"),
  tags: l10n.t("layer that labels words"),
  slips: l10n.t("layer for words too many and missing"),
};

/** What messages to people call a readout. */
export function nameReadout(readout: ReadoutName): string {
  return NAMES[readout];
}

import * as l10n from "@vscode/l10n";
import type { PanelTone } from "../messages";

export const TONES = ["negative", "neutral", "positive"] as const satisfies readonly (keyof PanelTone)[];

/** As people read them. */
export const TONE_NAMES: Readonly<Record<keyof PanelTone, string>> = {
  negative: l10n.t("negative"),
  neutral: l10n.t("neutral"),
  positive: l10n.t("positive"),
};

/** What a label is called: the three tones in the person's words, any other as the checkpoint has it. */
export function nameLabel(label: string): string {
  const tone = TONES.find((each) => each === label);
  return tone === undefined ? label : TONE_NAMES[tone];
}

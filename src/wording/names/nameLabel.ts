import * as l10n from "@vscode/l10n";

const TONES: Readonly<Record<string, () => string>> = {
  negative: () => l10n.t("negative"),
  neutral: () => l10n.t("neutral"),
  positive: () => l10n.t("positive"),
};

/** A label of a classifier, as people are told it: tones in their language, every other as the model has it. */
export function nameLabel(label: string): string {
  return Object.hasOwn(TONES, label) ? (TONES[label]?.() ?? label) : label;
}

import * as l10n from "@vscode/l10n";
import { quote } from "../wording/quote";
import { OwnToneError } from "./ownToneError";
import type { ToneMark } from "./toneFileSchema";

/** The label of what need not be marked. */
export const FINE = "fine";
export const DEFAULT_THRESHOLD = 0.5;

/**
 * What the rule of a tone marks: the label that is named; else, of two labels, the one that is not "fine".
 *
 * @param asked - What a person said of it.
 * @returns `undefined` where neither says what to mark.
 * @throws {OwnToneError} `bad-rows` for a label that no row has.
 */
export function selectMark(
  labels: readonly string[],
  asked: Partial<Omit<ToneMark, "label">> & { readonly label?: string | undefined },
): ToneMark | undefined {
  if (asked.label !== undefined && !labels.includes(asked.label)) {
    const known = labels.map((label) => quote(label)).join(", ");
    throw new OwnToneError(
      "bad-rows",
      l10n.t("no row has the label {0}, expected one of {1}", quote(asked.label), known),
    );
  }
  const [other, ...others] = labels.filter((label) => label !== FINE);
  const isPair = labels.includes(FINE) && others.length === 0;
  const label = asked.label ?? (isPair ? other : undefined);
  if (label === undefined) return undefined;
  const { message = l10n.t("Reads {0}", label), severity = "information", threshold = DEFAULT_THRESHOLD } = asked;
  return { label, message, severity, threshold };
}

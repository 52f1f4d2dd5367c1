import * as l10n from "@vscode/l10n";
import { ASKED_FOR } from "../../engine/protocol/choiceReasons";
import { namePrecision } from "../../wording/names/namePrecision";
import type { ModelInfo } from "../services";

type Info = Pick<ModelInfo, "device" | "precision" | "statesPrecision" | "precisionReason">;

/** What a model computes in, in plain words; of another device than the CPU, what that computes in. */
export function describePrecision({ device, precision, statesPrecision, precisionReason }: Info): string {
  const [used, looking] = [namePrecision(precision), namePrecision(statesPrecision)];
  if (device !== "CPU") {
    return used === looking
      ? l10n.t("Computes in {0} on {1}, whatever the settings ask.", used, device)
      : l10n.t(
          "Computes in {0} on {1}, whatever the settings ask; what you look at, in {2} on the CPU.",
          used,
          device,
          looking,
        );
  }
  if (precisionReason === ASKED_FOR) {
    return used === looking
      ? l10n.t("Computes in {0}.", used)
      : l10n.t("Computes in {0}; what you look at, in {1}.", used, looking);
  }
  return used === looking
    ? l10n.t("Computes in {0} ({1}).", used, precisionReason)
    : l10n.t("Computes in {0} ({1}); what you look at, in {2}.", used, precisionReason, looking);
}

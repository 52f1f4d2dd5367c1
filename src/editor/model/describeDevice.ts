import * as l10n from "@vscode/l10n";
import { ASKED_FOR, NOT_TRIED } from "../../engine/protocol/choiceReasons";
import type { DeviceChoice } from "../../engine/protocol/device";
import type { ModelInfo } from "../services";

/**
 * The device of a model and the reason for it, in plain words. What drivers said while devices were tried is in the log:
 * most machines lack most devices, and nobody asked.
 *
 * @param choice - What the setting asks for.
 */
export function describeDevice({ device, deviceReason, server }: ModelInfo, choice: DeviceChoice): string {
  if (server !== undefined) {
    return server.answers
      ? l10n.t("Runs on {0}: {1}.", server.name, deviceReason)
      : l10n.t("Runs on this machine: {0}.", deviceReason);
  }
  const isAsked = deviceReason === ASKED_FOR;
  if (device === "WebAssembly" && !isAsked) return l10n.t("Runs on WebAssembly, which is slower: {0}.", deviceReason);
  if (choice !== "auto") {
    return isAsked
      ? l10n.t("Runs on {0}, as the settings ask.", device)
      : l10n.t("Runs on {0}: “{1}” has failed, as the log says.", device, choice);
  }
  if (device !== "CPU") return l10n.t("Runs on {0}, {1}.", device, deviceReason);
  if (deviceReason === NOT_TRIED) {
    return l10n.t("Runs on the CPU. Other devices are tried when nothing else is to do.");
  }
  return l10n.t("Runs on the CPU: no other device does better here. The log says what was tried.");
}

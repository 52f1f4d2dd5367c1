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
    return server.answers ? `Runs on ${server.name}: ${deviceReason}.` : `Runs on this machine: ${deviceReason}.`;
  }
  const isAsked = deviceReason === "asked for";
  if (device === "WebAssembly" && !isAsked) return `Runs on WebAssembly, which is slower: ${deviceReason}.`;
  if (choice !== "auto") {
    return isAsked
      ? `Runs on ${device}, as the settings ask.`
      : `Runs on ${device}: “${choice}” has failed, as the log says.`;
  }
  if (device !== "CPU") return `Runs on ${device}, ${deviceReason}.`;
  if (deviceReason === "other devices have not been tried yet") {
    return "Runs on the CPU. Other devices are tried when nothing else is to do.";
  }
  return "Runs on the CPU: no other device does better here. The log says what was tried.";
}

import type { PanelProbeRow } from "../../webview/messages/otherPages";
import type { ProbeRow } from "./writeTable";

/** A row of the engine's answer as the panel draws it. */
export function toPanelRow({ slots, words: [first = "", second = ""], ...odds }: ProbeRow): PanelProbeRow {
  return { slots: Object.values(slots).join(", "), words: [first, second], ...odds };
}

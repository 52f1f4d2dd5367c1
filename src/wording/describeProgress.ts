import * as l10n from "@vscode/l10n";
import { describeTime } from "./describeTime";
import { formatBytes } from "./numbers/formatBytes";

/** How far a download is: "34 MB of 438 MB, 5.2 MB a second, about 2 minutes left". */
export function describeProgress({
  phase,
  done,
  total,
  speed,
}: {
  readonly phase: "fetch" | "check" | "wait";
  /** Bytes. */
  readonly done: number;
  readonly total: number;
  /** Bytes a second. */
  readonly speed: number | undefined;
}): string {
  const far = l10n.t("{0} of {1}", formatBytes(done), formatBytes(total));
  if (phase === "check") return l10n.t("{0}, checking", far);
  if (phase === "wait") return l10n.t("{0}, the connection broke, trying again", far);
  if (speed === undefined) return far;
  if (speed < 1) return l10n.t("{0}, nothing comes at the moment", far);
  const left = describeTime((total - done) / speed);
  return l10n.t("{0}, {1} a second, about {2} left", far, formatBytes(speed), left);
}

import { describeTime } from "./describeTime";
import { formatBytes } from "./formatBytes";

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
  const far = `${formatBytes(done)} of ${formatBytes(total)}`;
  if (phase === "check") return `${far}, checking`;
  if (phase === "wait") return `${far}, the connection broke, trying again`;
  if (speed === undefined) return far;
  if (speed < 1) return `${far}, nothing comes at the moment`;
  return `${far}, ${formatBytes(speed)} a second, about ${describeTime((total - done) / speed)} left`;
}

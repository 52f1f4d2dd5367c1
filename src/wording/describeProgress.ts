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

function describeTime(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} minutes`;
  return `${Math.round(seconds / 3600)} hours`;
}

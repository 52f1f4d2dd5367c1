/** How patient a server is asked. Times in milliseconds. */
export interface Limits {
  /** Requests under way at once. */
  readonly inFlight: number;
  /** How often one request is sent before it is given up. */
  readonly attempts: number;
  /** The first wait; each further one is twice as long. A server that says when to come back is believed. */
  readonly firstWaitMs: number;
  /** Of one attempt. */
  readonly deadlineMs: number;
  /** Of everything that is asked in one go. Well below the time after which an engine counts as hung. */
  readonly callMs: number;
  /** Of asking what a server has: one that is there says so at once, and until then nobody has an answer. */
  readonly describeMs: number;
  /** After so long without a word from the server, whoever waits is told. */
  readonly silenceMs: number;
  /** A server that was away is left alone for so long; each further time twice as long, up to `mostPauseMs`. */
  readonly firstPauseMs: number;
  readonly mostPauseMs: number;
}

export const LIMITS: Limits = {
  inFlight: 8,
  attempts: 4,
  firstWaitMs: 250,
  deadlineMs: 10_000,
  callMs: 20_000,
  describeMs: 5_000,
  silenceMs: 2_000,
  firstPauseMs: 15_000,
  mostPauseMs: 300_000,
};

/** The wait before attempt `attempt` + 1. Differs by chance, so that many clients do not come back at once. */
export function selectWait({ firstWaitMs }: Limits, attempt: number): number {
  return firstWaitMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 4);
}

/** Milliseconds that a server asks for: its header holds seconds or a date. */
export function readWait(headers: Headers): number | undefined {
  const written = headers.get("retry-after");
  if (written === null) return undefined;
  const ms = /^\d+$/.test(written) ? Number(written) * 1000 : Date.parse(written) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

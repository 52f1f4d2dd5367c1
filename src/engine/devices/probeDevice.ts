import { CheckpointError } from "../../checkpoint/files/checkpointError";
import { CPU, type Device } from "../protocol/device";
import { explainNotLoaded, explainNotRun } from "../sessions/bindSession";
import type { Verdict } from "./deviceVerdicts";

/** A part of a model, loaded on a device, with one short input for it; the caller disposes it. */
export interface Trial {
  /** @returns All outputs, which are the same in every run. */
  run(): Promise<readonly Float32Array[]>;
  dispose(): Promise<void>;
}

/** Makes the trials that are compared. */
export interface Trials {
  /** The checkpoint's own weights on `device`: its first layer, or the whole model with all readouts. */
  open(part: TrialPart, device: Device): Promise<Trial>;
  /** The readouts with which the CPU answers, int8 or not. A device must beat them. */
  openUsual(): Promise<Trial>;
}

export type TrialPart = "layer" | "readouts";

/** Largest difference from the CPU that is accepted, in logits or hidden states. */
export const TOLERANCE = 1e-3;

/** A device that is this many times slower than the CPU on one layer cannot win on the whole model: it is a processor that emulates a graphics card. */
const HOPELESS = 10;

/** Timed runs of each side, alternating; the fastest counts. */
const ROUNDS = 5;
/** Limit on the timed runs of one comparison; the first round is always finished. */
const TIMING_MS = 300;

/**
 * Tries a small part of a model, which reveals at little cost that a device is missing, wrong or hopelessly slow. Rejects
 * only if the CPU fails.
 *
 * @returns `undefined` if the whole model is worth trying.
 */
export async function probeLayer(device: Device, trials: Trials): Promise<Verdict | undefined> {
  return compare<Verdict | undefined>({ part: "layer", device, trials }, ({ deviceMs, cpuMs }) =>
    deviceMs > HOPELESS * cpuMs ? { kind: "hopeless", deviceMs, cpuMs } : undefined,
  );
}

/** Tries the whole model. Rejects only if the CPU fails. */
export async function probeReadouts(device: Device, trials: Trials): Promise<Verdict> {
  return compare<Verdict>({ part: "readouts", device, trials }, (times) => ({ kind: "works", ...times }));
}

interface Comparison {
  readonly part: TrialPart;
  readonly device: Device;
  readonly trials: Trials;
}

interface Times {
  readonly deviceMs: number;
  readonly cpuMs: number;
}

/** @param judge - Called if the device agrees with the CPU. */
async function compare<T>({ part, device, trials }: Comparison, judge: (times: Times) => T): Promise<T | Verdict> {
  const opened: Trial[] = [];
  const keep = (trial: Trial) => {
    opened.push(trial);
    return trial;
  };
  try {
    const exact = keep(await trials.open(part, CPU));
    const expected = await exact.run();
    let trial: Trial;
    try {
      trial = keep(await trials.open(part, device));
    } catch (error) {
      refuseVerdict(error);
      return { kind: "missing", reason: summarizeError(error) };
    }
    const usual = part === "layer" ? exact : keep(await trials.openUsual());
    await usual.run();
    try {
      const difference = computeDifference(expected, await trial.run());
      if (!(difference <= TOLERANCE)) return { kind: "differs", difference };
      return judge(await time(trial, usual));
    } catch (error) {
      refuseVerdict(error);
      return { kind: "fails", reason: summarizeError(error) };
    }
  } finally {
    for (const trial of opened) await trial.dispose();
  }
}

/** Files that change during a trial say nothing of the device. */
function refuseVerdict(error: unknown): void {
  if (error instanceof CheckpointError) throw error;
}

/** The largest difference of any value; infinite if the outputs differ in shape. */
function computeDifference(expected: readonly Float32Array[], found: readonly Float32Array[]): number {
  if (expected.length !== found.length) return Infinity;
  let largest = 0;
  for (const [index, values] of expected.entries()) {
    const others = found[index];
    if (others?.length !== values.length) return Infinity;
    for (const [i, value] of values.entries()) {
      const difference = Math.abs(value - (others[i] ?? NaN));
      // Written this way so that a NaN counts as a difference.
      if (!(difference <= largest)) largest = difference;
      if (Number.isNaN(difference)) return Infinity;
    }
  }
  return largest;
}

async function time(device: Trial, cpu: Trial): Promise<Times> {
  const started = performance.now();
  let deviceMs = Infinity;
  let cpuMs = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    cpuMs = Math.min(cpuMs, await timeRun(cpu));
    deviceMs = Math.min(deviceMs, await timeRun(device));
    if (performance.now() - started > TIMING_MS) break;
  }
  return { deviceMs, cpuMs };
}

async function timeRun(trial: Trial): Promise<number> {
  const started = performance.now();
  await trial.run();
  return performance.now() - started;
}

/** Longest reason, in UTF-16 units: those of ONNX Runtime can fill pages. */
const MAX_REASON = 200;

/** ONNX Runtime's message in one line, without its references to its own source and to nodes of the graph. */
export function summarizeError(error: unknown): string {
  const said = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
  const opening = [explainNotLoaded(""), explainNotRun("")].find((each) => said.startsWith(each)) ?? "";
  const words = said
    .slice(opening.length)
    .replace(/^.*?( was false\.| Status Message:) /, "")
    .replace(/^\S+\.cc:\d+ \S+ /, "")
    .trim();
  return words.length <= MAX_REASON ? words : `${words.slice(0, MAX_REASON)}…`;
}

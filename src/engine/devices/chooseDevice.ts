import * as l10n from "@vscode/l10n";
import { getNumberMarks } from "../../language/speak";
import { ModelError } from "../../tasks/model/model";
import { ASKED_FOR } from "../protocol/choiceReasons";
import { type Device, type OtherDevice, selectDevice } from "../protocol/device";
import type { Turn } from "../steps/scheduler";
import type { DeviceVerdicts, Remembered, Verdict } from "./deviceVerdicts";
import { probeLayer, probeReadouts, summarizeError, type Trials } from "./probeDevice";

/** Where a model runs and why; the reason is worded to follow "CPU: ". */
export interface ChosenDevice {
  readonly device: Device;
  readonly reason: string;
}

export interface DeviceSearch {
  /** What answers until a device does: the CPU, or WebAssembly. */
  readonly processor: Device;
  /** Devices that ONNX Runtime was built with, apart from the CPU. */
  readonly devices: readonly Device[];
  readonly verdicts: DeviceVerdicts;
  readonly trials: Trials;
  /** Makes the device answer from now on; rejects if it cannot. */
  readonly start: (device: Device) => Promise<void>;
  /** Ends a step of work, so that more urgent requests can run. */
  readonly turn: Turn;
}

/**
 * Starts the fastest device that agrees with the CPU, or stays on the CPU if none is faster. Tries each device once:
 * later processes use the remembered verdict.
 */
export async function chooseDevice(search: DeviceSearch): Promise<ChosenDevice> {
  const { verdicts, turn } = search;
  const reasons: string[] = [];
  const faster: { readonly device: Device; readonly verdict: Verdict & { readonly kind: "works" } }[] = [];
  for (const device of search.devices) {
    const verdict = (await search.verdicts.find(device)) ?? (await tryDevice(search, device));
    if (verdict.kind === "works" && verdict.deviceMs < verdict.cpuMs) faster.push({ device, verdict });
    else reasons.push(`${device.name} ${describe(device, verdict, verdicts)}`);
  }
  faster.sort((a, b) => a.verdict.deviceMs - b.verdict.deviceMs);
  for (const { device, verdict } of faster) {
    await turn();
    const started = await startDevice(search, device, verdict);
    if (started.kind === "works")
      return { device, reason: l10n.t("faster here than the CPU ({0})", describeTimes(verdict)) };
    reasons.push(`${device.name} ${describe(device, started, verdicts)}`);
  }
  return {
    device: search.processor,
    reason: reasons.join("; ") || l10n.t("ONNX Runtime has no other device on this platform"),
  };
}

/**
 * Starts the device that was asked for, however slow it is, if it agrees with the CPU.
 *
 * @throws {ModelError} `no-device` if it does not, or cannot be used.
 */
export async function forceDevice(asked: OtherDevice, search: DeviceSearch): Promise<ChosenDevice> {
  const device = selectDevice(asked);
  const { processor, devices, verdicts, turn } = search;
  if (!devices.includes(device)) {
    const names = [processor, ...devices].map(({ name }) => name).join(", ");
    const platform = `${process.platform}-${process.arch}`;
    throw refuse(
      device,
      l10n.t("is not in ONNX Runtime for {0}, which has {1}", platform, names),
      l10n.t('choose one of these, or "auto"'),
    );
  }
  let verdict: Remembered | undefined = await verdicts.find(device);
  if (verdict === undefined || verdict.kind === "fails" || verdict.kind === "hopeless") {
    await turn();
    verdict = await verdicts.remember(device, () => probeReadouts(device, search.trials));
  }
  if (verdict.kind === "works") verdict = await startDevice(search, device, verdict);
  if (verdict.kind === "works") return { device, reason: ASKED_FOR };
  throw refuse(
    device,
    describe(device, verdict, verdicts),
    l10n.t('it needs {0}; otherwise choose "auto" or "cpu"', device.needs),
  );
}

async function tryDevice({ verdicts, trials, turn }: DeviceSearch, device: Device): Promise<Verdict> {
  await turn();
  const verdict = await verdicts.remember(device, () => probeLayer(device, trials));
  if (verdict !== undefined) return verdict;
  await turn();
  return verdicts.remember(device, () => probeReadouts(device, trials));
}

function startDevice({ verdicts, start }: DeviceSearch, device: Device, verdict: Verdict): Promise<Verdict> {
  return verdicts.remember(device, async () => {
    try {
      await start(device);
      return verdict;
    } catch (error) {
      // "missing" is not remembered: the device may work again tomorrow.
      return { kind: "missing", reason: summarizeError(error) };
    }
  });
}

function refuse({ name }: Device, found: string, next: string): ModelError {
  return new ModelError("no-device", l10n.t("{0} was asked for and {1}; {2}", name, found, next));
}

function describe(device: Device, verdict: Remembered, verdicts: DeviceVerdicts): string {
  switch (verdict.kind) {
    case "works":
      return l10n.t("is slower here ({0})", describeTimes(verdict));
    case "hopeless":
      return l10n.t("is slower here ({0} for one layer)", describeTimes(verdict));
    case "differs":
      return l10n.t("computes other values here ({0} off)", formatShort(verdict.difference));
    case "missing":
      return l10n.t("cannot be used: {0}", verdict.reason);
    case "fails":
      return l10n.t("failed when it was tried: {0}", verdict.reason);
    case "crashed":
      return l10n.t("ended the engine when it was tried (remove {0} to try again)", verdicts.path(device));
    case "busy":
      return l10n.t("is being tried by another process");
  }
}

interface Times {
  readonly deviceMs: number;
  readonly cpuMs: number;
}

function describeTimes({ deviceMs, cpuMs }: Times): string {
  return l10n.t("{0} against {1}", formatMs(deviceMs), formatMs(cpuMs));
}

function formatMs(ms: number): string {
  return l10n.t("{0} ms", ms < 10 ? formatShort(ms) : ms.toFixed(0));
}

/** Two digits that count. */
function formatShort(value: number): string {
  return value.toPrecision(2).replace(".", getNumberMarks().decimal);
}

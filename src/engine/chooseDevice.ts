import { ModelError } from "../tasks/model";
import { CPU, nameDevice, type Device, type DeviceChoice } from "./device";
import type { DeviceVerdicts, Remembered, Verdict } from "./deviceVerdicts";
import { probeDevice, readReason, type Trials } from "./probeDevice";
import type { Turn } from "./scheduler";

/** Where a model runs, and why, in words that stand behind "CPU: ". */
export interface ChosenDevice {
  readonly device: Device;
  readonly reason: string;
}

export interface DeviceSearch {
  /** Beside the CPU, those that ONNX Runtime was built with. */
  readonly devices: readonly Device[];
  readonly verdicts: DeviceVerdicts;
  readonly trials: Trials;
  /** Makes the device answer from now on; rejects when it does not. */
  readonly start: (device: Device) => Promise<void>;
  /** Ends a step of work: more urgent requests run there. */
  readonly turn: Turn;
}

/**
 * Has the device answer that is fastest and agrees with the CPU; the CPU, if none is. Tries each device once: later
 * processes go by the remembered verdict.
 */
export async function chooseDevice(search: DeviceSearch): Promise<ChosenDevice> {
  const { verdicts, turn } = search;
  const reasons: string[] = [];
  const faster: { readonly device: Device; readonly verdict: Verdict & { readonly kind: "works" } }[] = [];
  for (const device of search.devices) {
    const verdict =
      (await verdicts.find(device)) ??
      (await verdicts.remember(device, () => probeDevice(device, search.trials, { turn, stopsEarly: true })));
    if (verdict.kind === "works" && isFaster(verdict)) faster.push({ device, verdict });
    else reasons.push(describe(device, verdict, verdicts));
  }
  faster.sort((a, b) => a.verdict.deviceMs - b.verdict.deviceMs);
  for (const { device, verdict } of faster) {
    await turn();
    const started = await startDevice(search, device, verdict);
    if (started.kind === "works") return { device, reason: `faster here than the CPU (${describeTimes(verdict)})` };
    reasons.push(describe(device, started, verdicts));
  }
  return { device: CPU, reason: reasons.join("; ") || "ONNX Runtime has no other device on this platform" };
}

/**
 * Has the device answer that was asked for, however slow, if it agrees with the CPU.
 *
 * @throws {ModelError} `no-device`.
 */
export async function forceDevice(
  asked: Exclude<DeviceChoice, "auto" | "cpu">,
  search: DeviceSearch,
): Promise<ChosenDevice> {
  const device = nameDevice(asked);
  const { devices, verdicts, turn } = search;
  if (!devices.includes(device)) {
    const names = [CPU, ...devices].map(({ name }) => name).join(", ");
    const platform = `${process.platform}-${process.arch}`;
    throw refuse(device, `ONNX Runtime has only ${names} on ${platform}`, `choose one of these, or "auto"`);
  }
  let verdict: Remembered | undefined = await verdicts.find(device);
  if (verdict === undefined || verdict.kind === "fails" || (verdict.kind === "works" && verdict.part === "layer")) {
    verdict = await verdicts.remember(device, () => probeDevice(device, search.trials, { turn, stopsEarly: false }));
  }
  if (verdict.kind === "works") verdict = await startDevice(search, device, verdict);
  if (verdict.kind === "works") return { device, reason: "asked for" };
  throw refuse(
    device,
    describe(device, verdict, verdicts),
    `it needs ${device.needs}; otherwise choose "auto" or "cpu"`,
  );
}

function startDevice(search: DeviceSearch, device: Device, verdict: Verdict): Promise<Verdict> {
  return search.verdicts.remember(device, async () => {
    try {
      await search.start(device);
      return verdict;
    } catch (error) {
      // Not remembered, as whatever can be had again tomorrow.
      return { kind: "missing", reason: readReason(error) };
    }
  });
}

function refuse({ name }: Device, found: string, next: string): ModelError {
  return new ModelError("no-device", `${name} was asked for: ${found}; ${next}`);
}

/** One layer's time rules a device out and never in. */
function isFaster({ part, deviceMs, cpuMs }: Verdict & { readonly kind: "works" }): boolean {
  return part === "heads" && deviceMs < cpuMs;
}

function describe(device: Device, verdict: Remembered, verdicts: DeviceVerdicts): string {
  const { name } = device;
  switch (verdict.kind) {
    case "works":
      return `${name} is slower here (${describeTimes(verdict)})`;
    case "differs":
      return `${name} computes something else here (${verdict.difference.toPrecision(2)} off)`;
    case "missing":
      return `${name} cannot be had: ${verdict.reason}`;
    case "fails":
      return `${name} failed when it was tried: ${verdict.reason}`;
    case "crashed":
      return `${name} ended the engine when it was tried (remove ${verdicts.path(device)} to try again)`;
    case "busy":
      return `${name} is being tried by another process`;
  }
}

function describeTimes({ part, deviceMs, cpuMs }: Verdict & { readonly kind: "works" }): string {
  const times = `${formatMs(deviceMs)} against ${formatMs(cpuMs)}`;
  return part === "heads" ? times : `${times} for one layer`;
}

function formatMs(ms: number): string {
  return `${ms < 10 ? ms.toPrecision(2) : ms.toFixed(0)} ms`;
}

import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../../checkpoint/files/checkpointError";
import { ModelError, type ModelInfo, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
import { chooseDevice, type ChosenDevice, type DeviceSearch, forceDevice } from "../devices/chooseDevice";
import { summarizeError } from "../devices/probeDevice";
import { ASKED_FOR, NOT_TRIED } from "../protocol/choiceReasons";
import { CPU, type Device, type DeviceChoice, isOtherDevice } from "../protocol/device";
import type { OnnxRuntime } from "../sessions/onnxRuntime";
import type { GraphPart, Readouts } from "./readouts";

export interface SwitchOptions {
  readonly asked: DeviceChoice;
  /** What answers until a device is chosen, and why. */
  readonly runtime: Pick<OnnxRuntime, "processor" | "processorReason">;
  /** Called once, when a device has failed. */
  readonly onFallback: () => void;
}

/** Runs readouts on the CPU until a device is chosen, then on the device; once the device fails, on the CPU for good. */
export class SwitchedReadouts implements Readouts {
  readonly #cpu: Readouts;
  readonly #asked: DeviceChoice;
  readonly #onFallback: () => void;
  /** Answers the next request. */
  #current: Readouts;
  #chosen: ChosenDevice;
  #progress: "open" | "choosing" | "done";

  constructor(cpu: Readouts, { asked, runtime, onFallback }: SwitchOptions) {
    const { processor: device, processorReason } = runtime;
    // ONNX Runtime as WebAssembly has no other device that could be tried.
    const isDone = asked === "cpu" || asked === "wasm" || (asked === "auto" && device !== CPU);
    const reason = asked === "cpu" ? ASKED_FOR : NOT_TRIED;
    this.#cpu = cpu;
    this.#current = cpu;
    this.#asked = asked;
    this.#onFallback = onFallback;
    this.#progress = isDone ? "done" : "open";
    this.#chosen = { device, reason: processorReason ?? reason };
  }

  get chosen(): ChosenDevice {
    return this.#chosen;
  }

  get precision(): ModelInfo["precision"] {
    return this.#current.precision;
  }

  get batchTokens(): number {
    return this.#current.batchTokens;
  }

  get parallel(): number {
    return this.#current.parallel;
  }

  listGraphs(part: GraphPart): readonly Uint8Array[] {
    return this.#current.listGraphs(part);
  }

  expect(...announced: Parameters<Readouts["expect"]>): void {
    this.#current.expect(...announced);
  }

  /**
   * Chooses a device, once: later calls, and calls while a choice is being made, do nothing.
   *
   * @param prepare - Assembles the search; if it throws `no-device`, no device is tried.
   * @param open - Makes the readouts on a device and runs them once; this object disposes them.
   * @throws {ModelError} `no-device` for a device that was asked for; what `turn` throws. After an error it may be called again.
   */
  async choose(
    prepare: () => Promise<Omit<DeviceSearch, "start">>,
    open: (device: Device) => Promise<Readouts>,
  ): Promise<void> {
    // Does not wait for the other call, which may be waiting for a turn that comes only after this call ends.
    if (this.#progress !== "open") return;
    this.#progress = "choosing";
    const start = async (device: Device) => {
      this.#current = await open(device);
    };
    try {
      const search = { ...(await prepare()), start };
      const asked = this.#asked;
      this.#chosen = await (isOtherDevice(asked) ? forceDevice(asked, search) : chooseDevice(search));
      this.#progress = "done";
    } catch (error) {
      if (this.#asked !== "auto" || !(error instanceof ModelError && error.code === "no-device")) throw error;
      this.#chosen = { device: CPU, reason: error.message };
      this.#progress = "done";
    } finally {
      if (this.#progress === "choosing") this.#progress = "open";
    }
  }

  run(request: ModelRequest): Promise<ModelOutput> {
    return this.#run(request, "run");
  }

  runBeside(request: ModelRequest): Promise<ModelOutput> {
    return this.#run(request, "runBeside");
  }

  async #run(request: ModelRequest, way: "run" | "runBeside"): Promise<ModelOutput> {
    const current = this.#current;
    if (current === this.#cpu) return this.#cpu[way](request);
    try {
      return await current[way](request);
    } catch (error) {
      // The device is not to blame.
      if (error instanceof CheckpointError) throw error;
      this.#fallBack(current, error);
      return this.#cpu[way](request);
    }
  }

  async dispose(): Promise<void> {
    await this.#cpu.dispose();
    if (this.#current !== this.#cpu) await this.#current.dispose();
  }

  /** Does not dispose the failed readouts: their device may be gone, and its driver with it. */
  #fallBack(failed: Readouts, error: unknown): void {
    // When two runs fail together, only the first switches and tells the owner.
    if (this.#current !== failed) return;
    this.#current = this.#cpu;
    this.#chosen = { device: CPU, reason: l10n.t("{0} failed: {1}", this.#chosen.device.name, summarizeError(error)) };
    this.#onFallback();
  }
}

import { ModelError, type ModelInfo, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
import { chooseDevice, forceDevice, type ChosenDevice, type DeviceSearch } from "../devices/chooseDevice";
import { CPU, type Device, type DeviceChoice } from "../protocol/device";
import { readReason } from "../devices/probeDevice";

/** All heads of a model, on one device. */
export interface Heads {
  readonly precision: ModelInfo["precision"];
  /** Bytes of the `.onnx` files that it runs. */
  listGraphs(): readonly Uint8Array[];
  run(request: ModelRequest): Promise<ModelOutput>;
  /** The same, beside others that are under way. */
  runBeside(request: ModelRequest): Promise<ModelOutput>;
  /** Most tokens of a batch. */
  readonly batchTokens: number;
  /** Batches that can be under way at once, now. */
  readonly parallel: number;
  /** Told of so many sequences to come. */
  expect(sequences: number): void;
  dispose(): Promise<void>;
}

/** Runs a model's heads on the CPU until a device is chosen, then there; for good on the CPU once the device fails. */
export class HeadRunner {
  readonly #cpu: Heads;
  readonly #asked: DeviceChoice;
  readonly #onFallback: () => void;
  #heads: Heads;
  #chosen: ChosenDevice;
  #progress: "open" | "choosing" | "done";

  /** @param onFallback - Called once, when a device has failed. */
  constructor(cpu: Heads, { asked, onFallback }: { readonly asked: DeviceChoice; readonly onFallback: () => void }) {
    this.#cpu = cpu;
    this.#heads = cpu;
    this.#asked = asked;
    this.#onFallback = onFallback;
    this.#progress = asked === "cpu" ? "done" : "open";
    this.#chosen = { device: CPU, reason: asked === "cpu" ? "asked for" : "other devices have not been tried yet" };
  }

  /** Those that answer the next request. */
  get heads(): Heads {
    return this.#heads;
  }

  get chosen(): ChosenDevice {
    return this.#chosen;
  }

  /**
   * Chooses once; called again meanwhile or later, it does nothing.
   *
   * @param prepare - Makes what is searched; where it throws `no-device`, none is tried.
   * @param open - Makes the heads on a device and runs them once; what it makes is this object's to dispose.
   * @throws {ModelError} `no-device` for a device that was asked for; what `turn` throws. Then it may be called again.
   */
  async choose(
    prepare: () => Promise<Omit<DeviceSearch, "start">>,
    open: (device: Device) => Promise<Heads>,
  ): Promise<void> {
    // Not waited for: the other call may be waiting for a turn that comes after this one's end.
    if (this.#progress !== "open") return;
    this.#progress = "choosing";
    const start = async (device: Device) => {
      this.#heads = await open(device);
    };
    try {
      const search = { ...(await prepare()), start };
      const asked = this.#asked;
      this.#chosen = await (asked === "auto" || asked === "cpu" ? chooseDevice(search) : forceDevice(asked, search));
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
    const heads = this.#heads;
    if (heads === this.#cpu) return this.#cpu[way](request);
    try {
      return await heads[way](request);
    } catch (error) {
      this.#fallBack(heads, error);
      return this.#cpu[way](request);
    }
  }

  async dispose(): Promise<void> {
    await this.#cpu.dispose();
    if (this.#heads !== this.#cpu) await this.#heads.dispose();
  }

  /** The failed heads are not disposed: their device may be gone, and its driver with it. */
  #fallBack(failed: Heads, error: unknown): void {
    // Of two runs that fail together, the first tells.
    if (this.#heads !== failed) return;
    this.#heads = this.#cpu;
    this.#chosen = { device: CPU, reason: `${this.#chosen.device.name} failed: ${readReason(error)}` };
    this.#onFallback();
  }
}

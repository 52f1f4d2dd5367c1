import * as l10n from "@vscode/l10n";
import type { PrecisionChoice } from "./precision";
import type { ServerSettings } from "./serverAddress";

/** Where a model runs. */
export interface Device {
  /** The name that people read. */
  readonly name: string;
  /** ONNX Runtime's name for it. */
  readonly provider: "cpu" | "wasm" | "cuda" | "dml" | "coreml" | "webgpu";
  /** What a machine must have for it, as words for people. */
  readonly needs: string;
}

export const CPU: Device = { name: "CPU", provider: "cpu", needs: "nothing" };

/** The processor too, by ONNX Runtime as WebAssembly: where there is no library of it for the platform. */
export const WASM: Device = { name: "WebAssembly", provider: "wasm", needs: "nothing" };

/** Devices by the names that settings use, in the order in which they are tried. */
const DEVICES = {
  cuda: {
    name: "CUDA",
    provider: "cuda",
    needs: l10n.t(
      "an NVIDIA driver, CUDA 12, cuDNN 9, and libonnxruntime_providers_cuda.so and _shared.so of this version of ONNX Runtime, in the folder of CUDA libraries that was named",
    ),
  },
  directml: { name: "DirectML", provider: "dml", needs: l10n.t("Windows and a graphics driver with DirectX 12") },
  coreml: { name: "CoreML", provider: "coreml", needs: l10n.t("macOS on Apple silicon") },
  webgpu: {
    name: "WebGPU",
    provider: "webgpu",
    needs: l10n.t("a graphics driver with Vulkan (and libvulkan.so.1), DirectX 12 or Metal"),
  },
} as const satisfies Record<string, Device>;

/** "auto" means the fastest device that agrees with the CPU. Any other choice is used or refused. */
export const DEVICE_CHOICES = ["auto", "cpu", "wasm", "cuda", "directml", "coreml", "webgpu"] as const;
export type DeviceChoice = (typeof DEVICE_CHOICES)[number];
/** Choices of one device beside the processor. */
export type OtherDevice = Exclude<DeviceChoice, "auto" | "cpu" | "wasm">;

/** What the user chose. */
export interface DeviceSettings {
  readonly device: DeviceChoice;
  /** Absolute folder of the CUDA libraries; empty if the system's loader finds them. */
  readonly cudaFolder: string;
}

/** What the owner of an engine decides when it starts one. */
export interface EngineSettings extends DeviceSettings {
  /** Default: "auto". */
  readonly precision?: PrecisionChoice;
  /** Threads of one run on the CPU, at least 1. Default: half of the processor's, at most 4. */
  readonly threads?: number;
  /** Computes in this machine's place what it can. Only a person names one: no workspace does. Default: none. */
  readonly server?: ServerSettings | undefined;
}

export function isDeviceChoice(value: unknown): value is DeviceChoice {
  return DEVICE_CHOICES.some((choice) => choice === value);
}

export function isOtherDevice(choice: DeviceChoice): choice is OtherDevice {
  return Object.hasOwn(DEVICES, choice);
}

export function selectDevice(choice: Exclude<DeviceChoice, "auto" | "wasm">): Device {
  return choice === "cpu" ? CPU : DEVICES[choice];
}

/** Devices besides the CPU that ONNX Runtime was built for. The machine need not have them. @param providers - ONNX Runtime's names. */
export function listDevices(providers: readonly string[]): readonly Device[] {
  return Object.values(DEVICES).filter(({ provider }) => providers.includes(provider));
}

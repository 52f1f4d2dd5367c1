import "./noTelemetry";
import * as l10n from "@vscode/l10n";
import { ModelError } from "../../tasks/model/model";
import { ASKED_FOR } from "../protocol/choiceReasons";
import { CPU, type Device, type DeviceChoice, listDevices, WASM } from "../protocol/device";
import { createOnnxSession, type OnnxSession, type OnnxSessionOptions } from "./onnxSession";
import { RUNTIME_VERSION } from "./runtimeVersion";
import { createFolderSession, findWasm } from "./wasmFolder";

/** ONNX Runtime, or a test's replacement for it. */
export interface OnnxRuntime {
  readonly version: string;
  /** What answers where no device does: the CPU, or WebAssembly. */
  readonly processor: Device;
  /** Why that is not the CPU; worded to follow "WebAssembly: ". */
  readonly processorReason?: string;
  /** Folder of the WebAssembly, for sessions in other processes; only if it is the processor. */
  readonly wasmFolder?: string;
  /** Devices that it was built with, apart from the processor; the machine need not have them. */
  readonly devices: readonly Device[];
  /** @throws {ModelError} `failed`. */
  createSession(options: OnnxSessionOptions): Promise<OnnxSession>;
}

export interface RuntimeWanted {
  /** Default: "auto". */
  readonly device?: DeviceChoice | undefined;
  /** Folder of the built WebAssembly. Default: there is none. */
  readonly wasmFolder?: string | undefined;
}

/**
 * ONNX Runtime's library for this platform. Where it has none, or "wasm" is asked for: its WebAssembly.
 *
 * @throws {ModelError} `no-device` if it is asked for and not there; `failed` if neither is there.
 */
export async function openOnnxRuntime({ device, wasmFolder }: RuntimeWanted = {}): Promise<OnnxRuntime> {
  if (device === "wasm") {
    const folder = findWasm(wasmFolder);
    if (folder === undefined) throw refuseWasm(wasmFolder);
    return describeWasm(folder, ASKED_FOR);
  }
  try {
    return await openLibrary();
  } catch (cause) {
    const reason = explainMissing(cause);
    const folder = findWasm(wasmFolder);
    if (folder === undefined) throw new ModelError("failed", l10n.t("no model can be run: {0}", reason), { cause });
    return describeWasm(folder, reason);
  }
}

async function openLibrary(): Promise<OnnxRuntime> {
  const { listSupportedBackends } = await import("onnxruntime-node");
  return {
    version: RUNTIME_VERSION,
    processor: CPU,
    devices: listDevices(listSupportedBackends().map(({ name }) => name)),
    createSession: createOnnxSession,
  };
}

function describeWasm(wasmFolder: string, processorReason: string): OnnxRuntime {
  return {
    version: RUNTIME_VERSION,
    processor: WASM,
    processorReason,
    wasmFolder,
    devices: [],
    createSession: (options) => createFolderSession(wasmFolder, options),
  };
}

/** Longest message of a loader that is repeated, in UTF-16 units. */
const MAX_MESSAGE = 200;

function explainMissing(cause: unknown): string {
  const platform = `${process.platform}-${process.arch}`;
  const { code, message } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : { code: "", message: "" };
  if (code === "MODULE_NOT_FOUND") return l10n.t("there is no library of ONNX Runtime for {0} here", platform);
  const [line = ""] = message.split("\n", 1);
  return l10n.t("ONNX Runtime's library for {0} cannot be loaded here: {1}", platform, line.slice(0, MAX_MESSAGE));
}

function refuseWasm(folder: string | undefined): ModelError {
  const place = folder === undefined ? "" : ` (${folder})`;
  return new ModelError(
    "no-device",
    l10n.t(
      'WebAssembly was asked for and is not in this package of Cloze{0}, which has a library for its platform; choose "auto"',
      place,
    ),
  );
}

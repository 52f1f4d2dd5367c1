import "./noTelemetry";
import { listSupportedBackends } from "onnxruntime-node";
import { type Device, listDevices } from "../protocol/device";
import { createOnnxSession, type OnnxSession, type OnnxSessionOptions } from "./onnxSession";
import { RUNTIME_VERSIONS } from "./runtimeVersions";

/** ONNX Runtime, or a test's replacement for it. */
export interface OnnxRuntime {
  readonly version: string;
  /** Devices that it was built with, apart from the CPU; the machine need not have them. */
  readonly devices: readonly Device[];
  /** @throws {ModelError} `failed`. */
  createSession(options: OnnxSessionOptions): Promise<OnnxSession>;
}

/** The real ONNX Runtime, as built for this platform. */
export function buildOnnxRuntime(): OnnxRuntime {
  return {
    version: RUNTIME_VERSIONS.node,
    devices: listDevices(listSupportedBackends().map(({ name }) => name)),
    createSession: createOnnxSession,
  };
}

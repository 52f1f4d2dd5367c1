import { env } from "onnxruntime-common";

/** Of ONNX Runtime: its packages are released together, and each of them needs this one of its own version. */
export const RUNTIME_VERSION: string = env.versions.common;

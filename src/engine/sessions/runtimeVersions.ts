import "./noTelemetry";
import { env } from "onnxruntime-node";

/** Versions of the package and of the native library in it. */
export const RUNTIME_VERSIONS: Readonly<Record<"node" | "common", string>> = {
  node: env.versions.node ?? "",
  common: env.versions.common,
};

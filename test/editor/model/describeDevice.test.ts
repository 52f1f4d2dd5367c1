import assert from "node:assert/strict";
import { describeDevice } from "../../../src/editor/model/describeDevice";
import type { ModelInfo } from "../../../src/editor/services";
import type { DeviceChoice } from "../../../src/engine/protocol/device";

const RAW = "CUDA cannot be had: libcudnn.so.9: cannot open shared object file; WebGPU cannot be had: no adapter";

describe("describeDevice", () => {
  for (const { device, deviceReason, choice, says } of [
    { device: "CPU", deviceReason: "asked for", choice: "cpu", says: "Runs on CPU, as the settings ask." },
    { device: "CPU", deviceReason: RAW, choice: "auto", says: /^Runs on the CPU: no other device does better here/ },
    {
      device: "CPU",
      deviceReason: "other devices have not been tried yet",
      choice: "auto",
      says: "Runs on the CPU. Other devices are tried when nothing else is to do.",
    },
    {
      device: "WebAssembly",
      deviceReason: "asked for",
      choice: "wasm",
      says: "Runs on WebAssembly, as the settings ask.",
    },
    ...(["auto", "cpu"] as const).map((choice) => ({
      device: "WebAssembly",
      deviceReason: "there is no library of ONNX Runtime for darwin-x64 here",
      choice,
      says: "Runs on WebAssembly, which is slower: there is no library of ONNX Runtime for darwin-x64 here.",
    })),
    {
      device: "WebGPU",
      deviceReason: "faster here than the CPU (2.0 ms against 4.0 ms)",
      choice: "auto",
      says: "Runs on WebGPU, faster here than the CPU (2.0 ms against 4.0 ms).",
    },
    {
      device: "CPU",
      deviceReason: "WebGPU failed: VK_ERROR_DEVICE_LOST",
      choice: "webgpu",
      says: "Runs on CPU: “webgpu” has failed, as the log says.",
    },
  ] satisfies readonly { device: string; deviceReason: string; choice: DeviceChoice; says: string | RegExp }[]) {
    it(`says "${String(says)}"`, () => {
      const described = describeDevice({ device, deviceReason } as ModelInfo, choice);
      if (typeof says === "string") assert.equal(described, says);
      else assert.match(described, says);
      assert.doesNotMatch(described, /cannot|VK_/);
    });
  }
});

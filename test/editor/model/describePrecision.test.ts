import assert from "node:assert/strict";
import { describePrecision } from "../../../src/editor/model/describePrecision";

describe("describePrecision", () => {
  for (const { device, precision, statesPrecision, says } of [
    {
      device: "CPU",
      precision: "int8",
      statesPrecision: "fp32",
      says: "Computes in int8; what you look at, in float32.",
    },
    { device: "CPU", precision: "fp32", statesPrecision: "fp32", says: "Computes in float32." },
    { device: "CPU", precision: "int8", statesPrecision: "int8", says: "Computes in int8." },
    {
      device: "WebGPU",
      precision: "fp32",
      statesPrecision: "fp32",
      says: "Computes in float32 on WebGPU, whatever the settings ask.",
    },
    {
      device: "WebGPU",
      precision: "fp32",
      statesPrecision: "int8",
      says: "Computes in float32 on WebGPU, whatever the settings ask; what you look at, in int8 on the CPU.",
    },
  ] as const) {
    it(`says "${says}"`, () => assert.equal(describePrecision({ device, precision, statesPrecision }), says));
  }
});

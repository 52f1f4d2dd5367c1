import assert from "node:assert/strict";
import { describePrecision } from "../../../src/editor/model/describePrecision";

interface Case {
  readonly device: string;
  readonly precision: "fp32" | "int8";
  readonly statesPrecision: "fp32" | "int8";
  readonly precisionReason?: string;
  readonly says: string;
}

describe("describePrecision", () => {
  for (const { device, precision, statesPrecision, precisionReason = "asked for", says } of [
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
    {
      device: "CPU",
      precision: "fp32",
      statesPrecision: "fp32",
      precisionReason: "only 40 of 60 first choices are the same in int8",
      says: "Computes in float32 (only 40 of 60 first choices are the same in int8).",
    },
  ] satisfies readonly Case[]) {
    it(`says "${says}"`, () =>
      assert.equal(describePrecision({ device, precision, statesPrecision, precisionReason }), says));
  }
});

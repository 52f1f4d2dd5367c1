import assert from "node:assert/strict";
import { EngineError, isEngineDeath, readEngineError } from "../../../src/engine/protocol/engineError";

describe("readEngineError", () => {
  for (const { code, message, expected } of [
    { code: "hung", message: "it was silent", expected: { code: "hung", message: "it was silent" } },
    { code: "missing-tensor", message: "no weights", expected: { code: "missing-tensor", message: "no weights" } },
    { code: "EIO", message: "cannot read", expected: { code: "failed", message: "cannot read (EIO)" } },
    { code: "EIO", message: "EIO: cannot read", expected: { code: "failed", message: "EIO: cannot read" } },
    { code: "EIO", message: "", expected: { code: "failed", message: "(EIO)" } },
    { code: "toString", message: "odd", expected: { code: "failed", message: "odd (toString)" } },
  ]) {
    it(`reads ${code} with "${message}" as ${expected.code}`, () => {
      const error = readEngineError({ code, message });
      assert.deepEqual({ code: error.code, message: error.message }, expected);
    });
  }
});

describe("isEngineDeath", () => {
  for (const { error, is } of [
    { error: new EngineError("stopped", "process ended"), is: true },
    { error: new EngineError("hung", "no sign of life"), is: true },
    { error: new EngineError("unavailable", "stays stopped"), is: false },
    { error: new EngineError("cancelled", "aborted"), is: false },
    { error: Object.assign(new Error("not the engine's"), { code: "stopped" }), is: false },
    { error: undefined, is: false },
  ]) {
    it(`is ${is} for ${error?.name} ${error?.code}`, () => assert.equal(isEngineDeath(error), is));
  }
});

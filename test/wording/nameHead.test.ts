import assert from "node:assert/strict";
import { nameHead } from "../../src/wording/names/nameHead";

describe("nameHead", () => {
  it("counts layers and heads from 0, as the command line does", () =>
    assert.equal(nameHead({ layer: 11, head: 0 }), "Layer 11, head 0"));
});

import assert from "node:assert/strict";
import * as node from "../../src/platform/node/nodeHashes";
import * as web from "../../src/platform/web/webHashes";

/** Lengths around those at which a block or the rest of one is full. */
const TEXTS = [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000].map((length) =>
  "aé€😀b".repeat(200).slice(0, length),
);

describe("webHashes", () => {
  it("gives SHA-256 as Node does", () => {
    for (const text of TEXTS) {
      assert.equal(web.hashText(text, "hex"), node.hashText(text, "hex"), `${text.length} characters`);
      assert.equal(web.hashText(text, "base64"), node.hashText(text, "base64"), `${text.length} characters`);
    }
  });

  it("gives HMAC as Node does, with short and long keys", () => {
    for (const key of TEXTS) assert.equal(web.hashWithKey(key, "a text"), node.hashWithKey(key, "a text"));
  });
});

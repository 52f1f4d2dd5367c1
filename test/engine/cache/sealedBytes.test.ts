import assert from "node:assert/strict";
import { createDecipheriv, randomBytes } from "node:crypto";
import { SEAL_BYTES, sealBytes, unsealBytes } from "../../../src/engine/cache/sealedBytes";

describe("sealBytes", () => {
  const key = randomBytes(32);

  for (const size of [0, 1, 384, 4096]) {
    it(`gives back ${size} bytes, and adds as many as it says`, () => {
      const plain = randomBytes(size);
      const sealed = sealBytes(key, plain);
      assert.equal(sealed.length, size + SEAL_BYTES);
      assert.deepEqual(unsealBytes(key, sealed), plain);
    });
  }

  it("is AES-256-GCM: a nonce of 12 bytes first, a tag of 16 last", () => {
    const sealed = sealBytes(key, Buffer.from("abc"));
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(-16));
    assert.equal(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString(), "abc");
  });

  it("opens nothing with another key, or of which a byte was changed or is missing", () => {
    const sealed = sealBytes(key, Buffer.from("abc"));
    assert.throws(() => unsealBytes(randomBytes(32), sealed));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      assert.throws(() => unsealBytes(key, changed), `byte ${at}`);
      assert.throws(() => unsealBytes(key, sealed.subarray(0, at)), `${at} bytes`);
    }
  });
});

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { createWordList } from "../../../src/engine/serve/wordList";

const PATH = resolve(import.meta.dirname, "../../../dist/words.bin");

describe("the word list", () => {
  const read = createWordList(PATH);

  it("holds words of English and of programs, of every region", async () => {
    const words = await read();
    for (const word of ["tea", "kettle", "colour", "color", "redirects", "dashboard", "middleware", "namespaces"]) {
      assert.ok(words.has(word), word);
    }
    assert.ok(words.size > 75_000 && words.size < 95_000, `${words.size}`);
  });

  it("holds none of the words that were offered and are none", async () => {
    const words = await read();
    for (const word of ["redirectes", "thermaler", "hoter", "wastement", "clse", "bourcy", "calender", ""]) {
      assert.ok(!words.has(word), word);
    }
  });

  it("is sorted small letters, each word read once", async () => {
    const words = [...(await read())];
    assert.deepEqual(words, words.toSorted());
    assert.ok(words.every((word) => /^[a-z]{2,}$/.test(word)));
    assert.equal(await read(), await read());
  });

  it("takes little of the package", () => assert.ok(statSync(PATH).size < 150_000));

  it("fails with the file's path where it is not there", () =>
    assert.rejects(createWordList("/no/such/words.bin")(), /no\/such\/words\.bin/));
});

import assert from "node:assert/strict";
import { describeJobs } from "../../src/wording/describeJobs";
import { describeProgress } from "../../src/wording/describeProgress";
import { nameModel } from "../../src/wording/names/nameModel";
import { formatBytes } from "../../src/wording/numbers/formatBytes";

describe("models in words", () => {
  for (const [bytes, text] of [
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [9_949, "9.9 kB"],
    [9_951, "10 kB"],
    [437_960_000, "438 MB"],
    [999_600_000, "1.0 GB"],
    [1_340_000_000, "1.3 GB"],
    [4e15, "4000 TB"],
  ] as const) {
    it(`${bytes} bytes are ${text}`, () => assert.equal(formatBytes(bytes), text));
  }

  for (const { progress, text } of [
    { progress: { phase: "fetch", speed: undefined }, text: "34 MB of 438 MB" },
    { progress: { phase: "fetch", speed: 5.2e6 }, text: "34 MB of 438 MB, 5.2 MB a second, about 78 s left" },
    { progress: { phase: "fetch", speed: 1e6 }, text: "34 MB of 438 MB, 1.0 MB a second, about 7 minutes left" },
    { progress: { phase: "fetch", speed: 0 }, text: "34 MB of 438 MB, nothing comes at the moment" },
    { progress: { phase: "check", speed: undefined }, text: "34 MB of 438 MB, checking" },
    { progress: { phase: "wait", speed: undefined }, text: "34 MB of 438 MB, the connection broke, trying again" },
  ] as const) {
    it(`says "${text}"`, () => assert.equal(describeProgress({ done: 34e6, total: 438e6, ...progress }), text));
  }

  for (const [jobs, text] of [
    [[], "tokens, attention and embeddings only"],
    [["words"], "words, no pairs, no tone"],
    [["words", "pairs"], "words and pairs, no tone"],
    [["words", "pairs", "tone"], "words, pairs and tone"],
  ] as const) {
    it(`says "${text}"`, () => assert.equal(describeJobs(jobs, ["words", "pairs", "tone"]), text));
  }

  for (const [folder, name] of [
    ["/home/me/models/my-bert", "my-bert"],
    ["/cache/hub/models--acme--bert/snapshots/0123", "acme/bert"],
    ["C:\\hub\\models--acme--bert\\snapshots\\0123", "acme/bert"],
    ["/cache/hub/models--bert-base-cased/snapshots/0123/", "bert-base-cased"],
    ["/snapshots/0123", "0123"],
  ] as const) {
    it(`the model in ${folder} is ${name}`, () => assert.equal(nameModel(folder), name));
  }
});

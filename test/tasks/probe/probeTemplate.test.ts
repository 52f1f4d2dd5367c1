import assert from "node:assert/strict";
import { readLogShare } from "../../../src/tasks/fill/pieceCounts";
import { probeTemplate } from "../../../src/tasks/probe/probeTemplate";
import { createRandom } from "../../graph/createRandom";
import { createFakeModel } from "../fakeModel";

const WORDS = ["he", "she", "they", "is", "a", "in", "town", "nurse", "engine", "##er", "##s", "."];
const ALL = WORDS.length + 5;

/** Logits that depend on the whole sequence. */
function readLogits(pieces: readonly string[], position: number): Record<string, number> {
  const seed = Array.from(pieces.join(" ")).reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) | 0, position);
  const random = createRandom(seed);
  return Object.fromEntries(WORDS.map((word) => [word, 6 * random()]));
}

const model = createFakeModel({ words: WORDS, mlm: readLogits, maxTokens: 24 });

/** ln P(piece at the first place | the sequence), by the definition. */
function logP(pieces: readonly string[], piece: string, position = 1): number {
  const logits = readLogits(pieces, position);
  const named = WORDS.reduce((sum, word) => sum + Math.exp(logits[word]!), 0);
  return logits[piece]! - Math.log(named + (ALL - WORDS.length) * Math.exp(-10));
}

const frame = (job: readonly string[], mask = ["[MASK]"]) => ["[CLS]", ...mask, "is", "a", ...job, ".", "[SEP]"];
const TEXT = "[MASK] is a {job}.";
/** float32 logits against double. */
const TOLERANCE = 1e-5;

function assertNear(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) < TOLERANCE, `${found}, expected ${expected}`);
}

describe("probeTemplate", () => {
  it("gives the log-odds of two words with the slot filled, with masks in it, and their difference", async () => {
    const request = { text: TEXT, words: ["he", "she"], slot: { job: ["nurse", "engineer"] } };
    const { rows } = await probeTemplate(model, request);
    const odds = (job: readonly string[]) => logP(frame(job), "he") - logP(frame(job), "she");
    for (const [i, job] of [["nurse"], ["engine", "##er"]].entries()) {
      assertNear(rows[i]!.filled, odds(job));
      assertNear(rows[i]!.prior, odds(job.map(() => "[MASK]")));
      assertNear(rows[i]!.logOdds, odds(job) - odds(job.map(() => "[MASK]")));
    }
    assert.deepEqual(
      rows.map(({ slots, words }) => ({ slots, words })),
      [
        { slots: { job: "nurse" }, words: ["he", "she"] },
        { slots: { job: "engineer" }, words: ["he", "she"] },
      ],
    );
  });

  it("is the difference of the words' own increased log probabilities (Kurita et al. 2019)", async () => {
    const { rows } = await probeTemplate(model, { text: TEXT, words: ["he", "they"], slot: { job: ["nurse"] } });
    const increased = (word: string) => logP(frame(["nurse"]), word) - logP(frame(["[MASK]"]), word);
    assertNear(rows[0]!.logOdds, increased("he") - increased("they"));
  });

  it("compares words of one and of several pieces in the one distribution over words", async () => {
    const { rows } = await probeTemplate(model, { text: TEXT, words: ["he", "nurses"], slot: { job: ["nurse"] } });
    const two = ["[MASK]", "[MASK]"];
    const nurses =
      readLogShare(2) + logP(frame(["nurse"], two), "nurse") + logP(frame(["nurse"], ["nurse", "[MASK]"]), "##s", 2);
    assertNear(rows[0]!.filled, readLogShare(1) + logP(frame(["nurse"]), "he") - nurses);
  });

  it("compares the first word with each other, for every combination of several slots", async () => {
    const text = "In {place} [MASK] is a {job} in {place}.";
    const slot = { job: ["nurse", "engineer"], place: ["town", "a town"] };
    const { rows } = await probeTemplate(model, { text, words: ["he", "she", "they"], slot });
    assert.deepEqual(
      rows.map(({ slots, words }) => [slots["place"], slots["job"], words[1]].join()),
      ["town", "a town"].flatMap((place) =>
        ["nurse", "engineer"].flatMap((job) => ["she", "they"].map((word) => [place, job, word].join())),
      ),
    );
    const pieces = ["[CLS]", "in", "a", "town", "[MASK]", "is", "a", "nurse", "in", "a", "town", ".", "[SEP]"];
    const row = rows.find(({ slots }) => slots["place"] === "a town" && slots["job"] === "nurse")!;
    assertNear(row.filled, logP(pieces, "he", 4) - logP(pieces, "she", 4));
    const masked = pieces.map((piece, i) => ([2, 3, 7, 9, 10].includes(i) ? "[MASK]" : piece));
    assertNear(row.prior, logP(masked, "he", 4) - logP(masked, "she", 4));
  });

  it("reads the prior once for all values of as many pieces", async () => {
    const fake = createFakeModel({ words: WORDS, mlm: readLogits });
    await probeTemplate(fake, { text: TEXT, words: ["he", "she"], slot: { job: ["nurse", "town", "engine"] } });
    assert.deepEqual(
      fake.requests.map(({ inputs }) => inputs.length),
      [4],
    );
  });

  it("takes a slot by any name", async () => {
    const request = { text: "[MASK] is a {constructor}.", words: ["he", "she"], slot: { constructor: ["nurse"] } };
    assert.equal((await probeTemplate(model, request)).rows.length, 1);
  });

  const slot = { job: ["nurse"] };
  for (const { name, request, code, message } of [
    {
      name: "one word",
      request: { words: ["he"] },
      code: "bad-option",
      message: "number of words is 1, expected a whole number from 2 to 20",
    },
    {
      name: "a word given twice",
      request: { words: ["he", "she", "he"] },
      code: "bad-option",
      message: 'word "he" is given twice, expected different words',
    },
    {
      name: "a word that is another one to the model",
      request: { words: ["he", "He"] },
      code: "bad-option",
      message: 'words "he" and "He" are the same to this model, expected different words',
    },
    {
      name: "a template without a mask",
      request: { text: "he is a {job}." },
      code: "no-mask",
      message: /no \[MASK\] in/,
    },
    {
      name: "a template with two masks",
      request: { text: "[MASK] is a [MASK] {job}." },
      code: "bad-option",
      message: "2 masks in the template, expected one [MASK]",
    },
    {
      name: "a template without a slot",
      request: { text: "[MASK] is a nurse." },
      code: "bad-option",
      message: "no slot in the template, expected one such as {job}",
    },
    {
      name: "a slot that the template has not",
      request: { slot: { ...slot, place: ["town"] } },
      code: "bad-option",
      message: 'no slot "place" in the template, which has {job}',
    },
    {
      name: "a slot without values",
      request: { slot: {} },
      code: "bad-option",
      message: "slot {job} has no values, expected one or more",
    },
    {
      name: "an empty value",
      request: { slot: { job: ["nurse", " "] } },
      code: "bad-target",
      message: '" " in a slot is 0 pieces, expected 1 to 8',
    },
    {
      name: "a word that the vocabulary cannot spell",
      request: { words: ["he", "zebra"] },
      code: "bad-target",
      message: /word "zebra"/,
    },
    {
      name: "more rows than can be answered together",
      request: { slot: { job: Array.from({ length: 1001 }, () => "nurse") } },
      code: "too-many",
      message: "1001 rows of slots and words, expected at most 1000",
    },
    {
      name: "a text that is too long",
      request: { text: `[MASK] is a {job} ${"in ".repeat(20)}` },
      code: "too-long",
      message: "a text of 26 tokens, expected at most 24",
    },
  ]) {
    it(`refuses ${name}`, async () => {
      const params = { text: TEXT, words: ["he", "she"], slot, ...request };
      await assert.rejects(probeTemplate(model, params), { code, message });
    });
  }
});

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModelAnswers } from "../../../src/engine/answers/modelAnswers";
import { scoreSlips } from "../../../src/engine/answers/scoreSlips";
import { scoreTones } from "../../../src/engine/answers/scoreTones";
import type { Work } from "../../../src/engine/steps/work";
import { createFakeModel } from "../../tasks/fakeModel";
import { readRecipeTables } from "../../tasks/slips/candidates/recipeTables";
import { findSlips } from "./findSlips";

const WORDS = ["set", "the", "value", "form", "from", "list", "name", "we", "good", "code", "a", "an", "."];
/** "form" was meant to be "from", wherever it stands and wherever a mask stands before "the". */
const answerWord = (pieces: readonly string[], position: number): Readonly<Record<string, number>> => {
  const own = pieces[position] ?? "";
  const isSlip = own === "form" || (own === "[MASK]" && pieces[position + 1] === "the");
  return isSlip ? { from: 8, form: 0 } : { [own]: 4 };
};

const sources = {
  readWords: () => Promise.resolve(new Set(WORDS)),
  readTables: () => Promise.resolve(readRecipeTables()),
};
const SLIP = "Set the value form the list.";
const CLEAN = "Set the value from the list.";
const SHORT = "We set the good name.";
const LONG = Array.from({ length: 12 }, () => SLIP).join(" ");

function createStored({
  isTaught = true,
  cacheFolder = undefined as string | undefined,
  labels = ["negative", "positive"],
} = {}) {
  const model = createFakeModel({
    words: WORDS,
    maxTokens: 64,
    mlm: answerWord,
    ...(isTaught && { actions: () => ({ keep: 4 }), slipActions: ["keep", "drop"] }),
    labels,
    classifier: (pieces) => [0, pieces.filter((piece) => piece === "good").length],
  });
  const loaded = { ...model, identify: (part = "usual") => Promise.resolve(part), dispose: () => undefined };
  const stored = new ModelAnswers(loaded, { cacheFolder, sources });
  const runs = () =>
    model.requests.splice(0).map(({ inputs, mlm, actions, classifier }) => {
      const kinds = { mlm: mlm !== undefined, actions: actions === true, classifier: classifier === true };
      return `${Object.entries(kinds)
        .flatMap(([kind, is]) => (is ? [kind] : []))
        .join("+")}: ${inputs.map(({ ids }) => ids.length).join(" ")}`;
    });
  return { model, stored, runs };
}

const createWork = (cancelAt = Infinity): Work => {
  let turns = 0;
  return {
    turn: () => (++turns >= cancelAt ? Promise.reject(new Error("cancelled")) : Promise.resolve()),
    report: () => undefined,
  };
};

describe("scoreSlips", () => {
  for (const isTaught of [true, false]) {
    it(`gives each sentence the answer it gets alone: ${isTaught ? "taught to find slips" : "by masks"}`, async () => {
      const { stored } = createStored({ isTaught });
      const sentences = [SLIP, CLEAN, SHORT, SLIP, "", LONG, "Set an code from the list.", "Name"];
      const hidden = sentences.map((_, i) => (i === 6 ? [{ start: 7, text: "element" }] : []));
      const found = await scoreSlips(stored, { sentences, hidden }, createWork());
      for (const [i, sentence] of sentences.entries()) {
        const alone = { sentences: [sentence], hidden: [hidden[i]!] };
        const [expected] = await findSlips(createStored({ isTaught }).model, alone, sources);
        assert.deepEqual(found[i], { ...expected, precision: "int8" }, `sentence ${i}`);
      }
      assert.deepEqual(
        found[0]!.slips.map(({ text, suggestion }) => [text, suggestion]),
        [["form", "from"]],
      );
      assert.deepEqual(found[1]!.slips, []);
      assert.ok((found[5]!.read?.windows ?? 0) > 1 && found[5]!.slips.length > 1);
    });
  }

  it("reads sentences of one length together with their tones, then what is doubted, and nothing twice", async () => {
    const { stored, runs } = createStored();
    const sentences = [SLIP, SHORT, CLEAN, SLIP];
    const found = await scoreSlips(stored, { sentences }, createWork());
    assert.deepEqual(runs(), ["actions+classifier: 9 9", "actions+classifier: 8", "mlm: 9"]);
    assert.deepEqual(await scoreSlips(stored, { sentences }, createWork()), found);
    assert.deepEqual(runs(), []);
    const tones = await scoreTones(stored, sentences, createWork());
    assert.deepEqual(runs(), []);
    assert.deepEqual(tones, await scoreTones(createStored().stored, sentences, createWork()));
  });

  it("asks for no tones that are known, or that the model cannot tell", async () => {
    const { stored, runs } = createStored();
    await scoreTones(stored, [CLEAN], createWork());
    await scoreSlips(stored, { sentences: [CLEAN] }, createWork());
    assert.deepEqual(runs(), ["classifier: 9", "actions: 9"]);
    const other = createStored({ labels: ["sports", "politics"] });
    await scoreSlips(other.stored, { sentences: [CLEAN] }, createWork());
    assert.deepEqual(other.runs(), ["actions: 9"]);
  });

  it("asks again where something else is hidden", async () => {
    const { stored, runs } = createStored();
    const sentences = ["Set an code from the list."];
    for (const text of ["element", "name", "element"]) {
      await scoreSlips(stored, { sentences, hidden: [[{ start: 7, text }]] }, createWork());
    }
    assert.equal(runs().filter((run) => run.startsWith("actions")).length, 2);
  });

  it("keeps what a cancelled request has settled", async () => {
    const { stored, runs } = createStored();
    const sentences = [CLEAN, SHORT];
    await assert.rejects(scoreSlips(stored, { sentences }, createWork(2)), { message: "cancelled" });
    assert.deepEqual(runs(), ["actions+classifier: 9"]);
    await scoreSlips(stored, { sentences }, createWork());
    assert.deepEqual(runs(), ["actions+classifier: 8"]);
  });

  it("reads nothing again after a restart, and keeps on disk no text that can be read without the sentence", async () => {
    const cacheFolder = mkdtempSync(join(tmpdir(), "cloze-slips-"));
    try {
      const sentences = [SLIP, CLEAN, SHORT];
      const first = createStored({ cacheFolder });
      const found = await scoreSlips(first.stored, { sentences }, createWork());
      await first.stored.dispose();
      const second = createStored({ cacheFolder });
      assert.deepEqual(await scoreSlips(second.stored, { sentences }, createWork()), found);
      assert.ok(found[0]!.slips.length > 0);
      assert.deepEqual(second.runs(), []);
      await second.stored.dispose();
      const files = readdirSync(cacheFolder).filter((name) => !name.endsWith(".secret"));
      assert.deepEqual(files.map((name) => name.replace(/.*\./, "")).sort(), ["sealed", "slips", "tones"]);
      const kept = files.map((name) => readFileSync(join(cacheFolder, name), "latin1")).join("");
      for (const word of [...WORDS.filter((each) => each.length > 3), "Set"]) {
        assert.ok(!kept.includes(word) && !kept.includes(Buffer.from(word, "utf16le").toString("latin1")), word);
      }
    } finally {
      rmSync(cacheFolder, { recursive: true });
    }
  });
});

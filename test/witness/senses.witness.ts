import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { EngineClient } from "../../src/engine/client/engineClient";
import { openPython } from "../harness/openPython";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";
import { openEngine } from "./openEngine";

/** What write_senses.py says of a word's uses. */
interface Expected {
  readonly vectors: number[][];
  readonly staticVectors: number[][];
  readonly alike: number[];
  readonly toStatic: number[];
  /** By number of groups, from 2. */
  readonly groupings: readonly { readonly labels: number[]; readonly fits: number[]; readonly silhouette: number }[];
}

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  bank: [
    "The bank raised its interest rates.",
    "She put her money in the bank.",
    "The bank refused the loan.",
    "He opened an account at the bank.",
    "We sat on the bank of the river.",
    "The river burst its bank after the rain.",
    "Grass grows on the bank of the stream.",
    "They fished from the bank.",
    "The boat drifted towards the muddy bank.",
    "A BANK holiday was announced.",
  ],
  // Of several pieces.
  tokenizer: [
    "The tokenizer cuts words.",
    "A tokenizer is fast.",
    "Each model has its tokenizer.",
    "Write a tokenizer!",
  ],
};

describe("the uses of a word, as scikit-learn groups them", () => {
  let engine: EngineClient;
  let folder: string;
  before(() => {
    engine = openEngine();
    folder = mkdtempSync(join(tmpdir(), "cloze-senses-"));
  });
  after(() => {
    engine.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [word, sentences] of Object.entries(SENTENCES)) {
    for (const layer of [3, 6]) {
      it(`has the same vectors, groups and silhouettes: "${word}", layer ${layer}`, async function () {
        this.timeout(180_000);
        const uses = sentences.map((text) => {
          const start = text.toLowerCase().indexOf(word);
          return { text, start, end: start + word.length };
        });
        const expected = await ask({ published: ANSWERS.published, uses, layer }, folder);
        const what = { kind: "senses", what: word };
        const params = { model: ANSWERS.published, uses, layer, withVectors: true };
        for (const [index, { labels, fits, silhouette }] of expected.groupings.entries()) {
          const found = await engine.request("senses", { ...params, groups: index + 2 });
          assert.deepEqual(rename(found.uses.map(({ group }) => group)), rename(labels));
          assertWithin([...found.uses.map(({ fit }) => fit), found.silhouette], [...fits, silhouette], what);
        }
        const found = await engine.request("senses", params);
        assertWithin([...found.vectors!], expected.vectors.flat(), what);
        assertWithin([...found.staticVectors!], expected.staticVectors.flat(), what);
        assertWithin([...found.alike], expected.alike, what);
        assertWithin(
          found.uses.map(({ toStatic }) => toStatic!),
          expected.toStatic,
          what,
        );
        const best = expected.groupings.reduce((most, next) => (next.silhouette > most.silhouette ? next : most));
        const count = best.silhouette > 0.1 ? new Set(best.labels).size : 1;
        assert.equal(found.groups, count);
      });
    }
  }
});

/** Groups by the order in which they begin: what they are called is free. */
function rename(labels: readonly number[]): readonly number[] {
  const names = [...new Set(labels)];
  return labels.map((label) => names.indexOf(label));
}

async function ask(question: object, folder: string): Promise<Expected> {
  const python = await openPython();
  if ("missing" in python) throw new Error(python.missing);
  const [asked, answered] = [join(folder, "asked.json"), join(folder, "answered.json")];
  writeFileSync(asked, JSON.stringify(question));
  execFileSync(python.path, [resolve(import.meta.dirname, "write_senses.py"), asked, answered], {
    env: { ...process.env, HF_HUB_OFFLINE: "1", PYTHONDONTWRITEBYTECODE: "1" },
  });
  return JSON.parse(readFileSync(answered, "utf8")) as Expected;
}

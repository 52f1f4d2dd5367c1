import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { EngineClient } from "../../../src/engine/client/engineClient";
import { FakeIndex } from "../../similar/fakeIndex";
import { type Request, runFake } from "../fakeContext";

const A = "# Waiting\n\nThe server waits 30 seconds for the next request. It then ends.\n";
const B = "The server waits 60 seconds for the `next` request.\n\nIt ends then.\n";

describe("cloze similar and cloze repeats", () => {
  let folder: string;
  const run = (words: readonly string[], change: (answer: object) => object = (answer) => answer) => {
    const index = new FakeIndex();
    const answer = async ({ kind, params }: Request) => {
      const request = index.request as (...asked: readonly unknown[]) => ReturnType<EngineClient["request"]>;
      return change((await request(kind, params)) as object);
    };
    return runFake(words, { answer, folder });
  };

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-similar-"));
    writeFileSync(path.join(folder, "a.md"), A);
    writeFileSync(path.join(folder, "b.md"), B);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("prints the sentences most like a text, with their places", async () => {
    const { output, errors, exitCode } = await run([
      "similar",
      "Does the server wait for the next request?",
      "--top",
      "2",
    ]);
    assert.equal(exitCode, 0);
    assert.deepEqual(
      output
        .trim()
        .split("\n")
        .map((line) => line.slice(0, 15)),
      ["a.md:3:1  0.500", "b.md:1:1  0.500"],
    );
    assert.match(output, / The server waits 60 seconds for the next request\.$/m);
    assert.match(errors, /5 sentences in 2 files, computed in float32/);
  });

  it("prints them as JSON, with places in the file", async () => {
    const { output } = await run(["similar", "It ends then", "a.md", "b.md", "--json", "--top", "1"]);
    const { matches } = JSON.parse(output) as { matches: unknown[] };
    assert.deepEqual(matches, [
      { file: "a.md", start: A.indexOf("It then"), end: A.length - 1, text: "It then ends.", similarity: 1 },
    ]);
  });

  it("prints repetitions: both places, and in what they disagree", async () => {
    const { output, errors } = await run(["repeats", "--least", "0.5"]);
    assert.deepEqual(output.split("\n"), [
      "0.778  they disagree in a number",
      "  a.md:3:1  The server waits 30 seconds for the next request.",
      "  b.md:1:1  The server waits 60 seconds for the next request.",
      "",
    ]);
    assert.match(
      errors,
      /^1 repetition \(1 that disagree\), 0 sentences word for word; compared 2 sentences in 2 files/,
    );
    const { repeats, identical } = JSON.parse((await run(["repeats", "--least", "0.5", "--json"])).output) as {
      repeats: { differences: string[]; a: { file: string } }[];
      identical: unknown[];
    };
    assert.deepEqual(
      [repeats.length, repeats[0]!.differences, repeats[0]!.a.file, identical],
      [1, ["number"], "a.md", []],
    );
  });

  it("prints contradictions: both places, and how sure the model is", async () => {
    const labels = ["contradiction", "entailment", "neutral"];
    const index = new FakeIndex();
    const answer = async ({ kind, params }: Request): Promise<object> => {
      if (kind === "inspect") return { name: "nli", labels };
      if (kind === "judge") {
        const { pairs } = params as { pairs: { text: string }[] };
        const rows = pairs.map(({ text }) => (text.includes("30") ? [0.75, 0, 0.25] : [0.5, 0.25, 0.25]));
        return { labels, rows, isNumber: false, several: false, cut: 0, precision: "fp32" };
      }
      const request = index.request as (...asked: readonly unknown[]) => ReturnType<EngineClient["request"]>;
      return (await request(kind, params)) as object;
    };
    const ask = (more: readonly string[]) => runFake(["contradict", "--least", "0.5", ...more], { answer, folder });
    const { output, errors, exitCode } = await ask([]);
    assert.equal(exitCode, 0);
    assert.deepEqual(output.split("\n"), [
      "62.5 %  alike 0.778",
      "  a.md:3:1  The server waits 30 seconds for the next request.",
      "  b.md:1:1  The server waits 60 seconds for the next request.",
      "",
    ]);
    assert.match(errors, /^1 contradiction among the 1 pair most alike, of 2 sentences in 2 files/);
    const { contradictions } = JSON.parse((await ask(["--json"])).output) as {
      contradictions: { probability: number; there: number; back: number }[];
    };
    assert.deepEqual(
      contradictions.map(({ probability, there, back }) => [probability, there, back]),
      [[0.625, 0.75, 0.5]],
    );
  });

  it("says that a model was not taught to compare sentences, and which one was", async () => {
    const { errors } = await run(["similar", "It ends.", "a.md"], (answer) => ({ ...answer, by: "default" }));
    assert.match(errors, /cloze-small was not taught .* "cloze model pull sentence-transformers\/all-MiniLM-L6-v2"/);
  });

  for (const { words, says } of [
    { words: ["similar", " ", "a.md"], says: /the text is empty/ },
    { words: ["similar", "It ends.", "--top", "ten"], says: /--top is "ten"/ },
    { words: ["similar", "It ends.", "gone.md"], says: /gone\.md/ },
    { words: ["repeats", "--least", "2"], says: /--least is "2"/ },
  ]) {
    it(`refuses cloze ${words.join(" ")}`, async () => {
      const { exitCode, errors } = await run(words);
      assert.equal(exitCode, 2);
      assert.match(errors, says);
    });
  }
});

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { lintFiles, type LintFilesOptions } from "../../../src/cli/lint/lintFiles";
import { LintProgress } from "../../../src/cli/lint/lintProgress";
import { listRecords, readRecord } from "../../../src/engine/answers/kept/answerRecord";
import { buildToneRecord } from "../../../src/engine/answers/kept/toneRecord";
import type { EngineClient } from "../../../src/engine/client/engineClient";
import { listRuleRuns } from "../../../src/lint/ruleRun";
import { RULES } from "../../../src/lint/rules";
import { start } from "../runProgram";

/** What a collector may leave for later. It is less than 70 bytes a sentence, and a text that is kept takes more. */
const MORE_BYTES = 2_000_000;

/** A sentence that is no other's, as the machine that makes 40 of them a file would write it. */
const write = (file: number, sentence: number) => `The record ${file} has the field number ${sentence} in it.`;
const writeFileText = (file: number, count: number) =>
  Array.from({ length: count }, (_, i) => write(file, i)).join("\n\n");

describe("cloze lint of very many sentences", () => {
  it("takes no more memory for more of them", async function () {
    this.timeout(120_000);
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const neutral = { label: "neutral", scores: { negative: 0, neutral: 1, positive: 0 } };
    const engine = {
      request: (kind: string, { sentences }: { readonly sentences: readonly string[] }) =>
        Promise.resolve(sentences.map(() => (kind === "slips" ? { slips: [] } : neutral))),
    } as unknown as EngineClient;
    let [shown, seen] = [0, 0];
    const options: LintFilesOptions = {
      model: "/model",
      runs: listRuleRuns(RULES, []),
      accepts: () => false,
      why: false,
      read: (file) => Promise.resolve({ text: writeFileText(Number(file), 500), format: "plaintext" }),
      skip: () => assert.fail("a rule was skipped"),
      report: () => (shown += 1),
    };
    const used: number[] = [];
    const files = Array.from({ length: 80 }, (_, i) => String(i));
    for await (const outcome of lintFiles({ engine }, files, options)) {
      seen += 1;
      if ("sentences" in outcome) assert.equal(outcome.sentences, 500);
      if (seen !== 20 && seen !== 80) continue;
      collect();
      used.push(process.memoryUsage().heapUsed);
    }
    const [early = 0, late = 0] = used;
    assert.ok(shown > 0);
    assert.ok(late - early < MORE_BYTES, `${early} bytes after 10,000 sentences, ${late} after 40,000`);
  });

  it("says on a terminal how fast it is and how long it will take, after a while", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-progress-"));
    const now = performance.now.bind(performance);
    try {
      for (const [name, bytes] of [
        ["a", 99],
        ["b", 299],
      ] as const)
        writeFileSync(path.join(folder, name), "x".repeat(bytes));
      const errors = Object.assign(new PassThrough(), { isTTY: true });
      const progress = new LintProgress(errors, 2);
      await progress.weigh(["a", "b"], folder);
      progress.show(1, 10, 100);
      progress.finish(100);
      const began = now();
      performance.now = () => now() + 10_000;
      progress.show(2, 0, 300);
      const speed = Math.round(100 / (10 + (now() - began) / 1000));
      const said = (errors.read() as Buffer)
        .toString()
        .split("\r")
        .map((line) => line.trimEnd());
      assert.equal(said[1], "file 1 of 2, 10 of 100 sentences");
      // A quarter of the bytes in ten seconds.
      assert.match(
        said[2] ?? "",
        new RegExp(`^file 2 of 2, 0 of 300 sentences, (?:${speed - 1}|${speed}) a second, about 30 s left$`),
      );
      assert.match(progress.describeSpeed() ?? "", /^100 sentences in 10 s, (?:9|10) a second$/);
    } finally {
      performance.now = now;
      rmSync(folder, { recursive: true });
    }
  });

  it("goes on after an interruption where it was: no sentence is computed twice", async function () {
    if (process.platform === "win32") return this.skip();
    this.timeout(180_000);
    const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-resume-"));
    const docs = path.join(folder, "docs");
    mkdirSync(docs);
    for (let i = 0; i < 30; i += 1) writeFileSync(path.join(docs, `${i}.txt`), writeFileText(i, 40));
    const cache = path.join(folder, "cache/cloze");
    const environment = { XDG_CACHE_HOME: path.join(folder, "cache") };
    const words = ["lint", "--rules=tone/negative"];
    const findLog = () => {
      const names = statSync(cache, { throwIfNoEntry: false }) ? readdirSync(cache) : [];
      const name = names.find((each) => each.endsWith(".tones"));
      return name === undefined ? Buffer.alloc(0) : readFileSync(path.join(cache, name));
    };
    try {
      const first = start(words, docs, environment);
      first.child.stdin.end();
      // No event tells when another process writes; mocha's timeout limits the wait.
      while (findLog().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      first.child.kill("SIGINT");
      const { signal } = await first.ended;
      const before = findLog();
      const second = start(words, docs, environment);
      second.child.stdin.end();
      const { exitCode } = await second.ended;
      const form = buildToneRecord(3);
      const keys = Array.from(listRecords(findLog(), form), (at) => readRecord(findLog(), at, form)[0]);
      assert.deepEqual([signal, exitCode], ["SIGINT", 0]);
      assert.ok(before.length > 0 && before.length < findLog().length, "it was interrupted in the middle");
      assert.ok(findLog().subarray(0, before.length).equals(before), "what was kept stays");
      assert.ok(keys.length >= 1200, `${keys.length} answers kept`);
      assert.equal(new Set(keys).size, keys.length);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Log } from "sarif";
import { runFake } from "../fakeContext";
import { answer } from "../lint/fakeAnswer";

describe("cloze lint, on words", () => {
  let folder: string;
  const lint = (words: readonly string[]) => runFake(["lint", ...words], { answer, folder });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-lint-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("says which word may be wrong, and in JSON and SARIF what to write there", async () => {
    write("form.md", "Set the *value* form the list. Open the the file.\n");
    const { output } = await lint(["form.md"]);
    assert.equal(
      output,
      "form.md:1:17  words/slip  0.90  “form” may be the wrong word. Did you mean “from”?\n" +
        "form.md:1:41  words/double  0.60  “the” stands twice. Did you mean it once?\n",
    );
    const findings = JSON.parse((await lint(["form.md", "--json"])).output) as { fix: unknown }[];
    assert.deepEqual(
      findings.map(({ fix }) => fix),
      [
        {
          range: { start: { line: 1, column: 17, offset: 16 }, end: { line: 1, column: 21, offset: 20 } },
          text: "from",
        },
        {
          range: { start: { line: 1, column: 40, offset: 39 }, end: { line: 1, column: 44, offset: 43 } },
          text: "",
        },
      ],
    );
    const { runs } = JSON.parse((await lint(["form.md", "--sarif"])).output) as Log;
    const [result] = runs[0]?.results ?? [];
    const [change] = result?.fixes?.[0]?.artifactChanges ?? [];
    assert.deepEqual([result?.ruleId, change?.artifactLocation.uri], ["words/slip", "form.md"]);
    assert.deepEqual(
      change?.replacements.map(({ deletedRegion, insertedContent }) => [
        deletedRegion.charOffset,
        deletedRegion.charLength,
        insertedContent?.text,
      ]),
      [[16, 4, "from"]],
    );
  });

  it("does not mark words that the document uses together elsewhere", async () => {
    write("form.txt", "Set the value form the list. It is a value form the team knows.");
    assert.equal((await lint(["form.txt"])).output, "");
  });

  it("runs the rules that the model can answer, and says which it cannot", async () => {
    write("form.txt", "An unreadable value form the list.");
    const found = await lint(["form.txt"]);
    assert.match(found.output, /^form\.txt:1:21 {2}words\/slip/);
    assert.match(found.errors, /^cloze: tone\/negative: not checked: no classifier\n/);
    assert.equal(found.exitCode, 1);
    for (const rules of ["tone/negative", "tone/negative,words/slip"]) {
      const { exitCode, errors } = await lint(["form.txt", "--rules", rules]);
      assert.deepEqual([exitCode, errors], [2, "cloze: no classifier (no-readout)\n"]);
    }
  });

  it("answers the labels that the model has, and names the rules of those that it does not have", async () => {
    write("bad.txt", "This is a dreadful mess.");
    write(".cloze.json", JSON.stringify({ rules: { "label/zzz": {}, "label/negative": {}, "words/slip": {} } }));
    const lack = 'the model for tone has no label "zzz", expected one of negative, neutral, positive';
    const found = await lint(["bad.txt"]);
    assert.match(found.output, /label\/negative/);
    assert.equal(found.errors.split("\n")[0], `cloze: label/zzz: not checked: ${lack}`);
    assert.equal(found.exitCode, 1);
    const named = await lint(["bad.txt", "--rules", "label/negative"]);
    assert.match(named.output, /label\/negative/);
    assert.doesNotMatch(named.errors, /zzz/);
    const unknown = await lint(["bad.txt", "--rules", "label/zzz"]);
    assert.deepEqual([unknown.exitCode, unknown.errors], [2, `cloze: ${lack} (no-readout)\n`]);
  });

  it("says what stands where a sentence has a placeholder", async () => {
    write("code.md", "Add an `OrderShipped` event. It is plain.\n");
    const { requests } = await lint(["code.md", "--rules", "words/article"]);
    assert.deepEqual((requests[0]?.params as { hidden: unknown }).hidden, [[{ start: 7, text: "`OrderShipped`" }], []]);
  });

  it("asks once for all rules about words", async () => {
    write("form.txt", "Set the value form the list.");
    const { requests } = await lint(["form.txt"]);
    assert.deepEqual(
      requests.map(({ kind }) => kind),
      ["slips", "tone", "unload"],
    );
  });
});

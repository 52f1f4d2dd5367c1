import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { DEFAULT_SETTINGS, readModelNames, readSettings } from "../../src/lsp/lspSettings";

const refuse = (issue: string) => {
  throw new Error(issue);
};

describe("lspSettings", () => {
  it("has the defaults that package.json states for VS Code", () => {
    const file = path.resolve(import.meta.dirname, "../../package.json");
    const { contributes } = JSON.parse(readFileSync(file, "utf8")) as {
      contributes: { configuration: { properties: Readonly<Record<string, { default: unknown }>> } };
    };
    const { properties } = contributes.configuration;
    assert.deepEqual(
      { ...DEFAULT_SETTINGS },
      {
        languages: properties["cloze.lint.languages"]?.default,
        run: properties["cloze.lint.run"]?.default,
        maxMarks: properties["cloze.lint.maxMarks"]?.default,
        fillCount: properties["cloze.fill.count"]?.default,
      },
    );
  });

  for (const source of [
    { lint: { run: "onSave" }, fill: { count: 3 } },
    { cloze: { lint: { run: "onSave" }, fill: { count: 3 } } },
    { "cloze.lint.run": "onSave", "cloze.fill.count": 3 },
    { "lint.run": "onSave", cloze: { "fill.count": 3 } },
  ]) {
    it(`reads ${JSON.stringify(source)}`, () => {
      const { run, fillCount } = readSettings([null, source], refuse);
      assert.deepEqual([run, fillCount], ["onSave", 3]);
    });
  }

  it("lets the first source that makes sense win, and says what makes none", () => {
    const issues: string[] = [];
    const sources = [{ lint: { run: 3, maxMarks: 5 } }, { lint: { run: "manual", maxMarks: 9 } }];
    const { run, maxMarks } = readSettings(sources, (issue) => issues.push(issue));
    assert.deepEqual([run, maxMarks], ["manual", 5]);
    assert.deepEqual(issues, ['The setting cloze.lint.run is 3. Write "onType", "onSave" or "manual".']);
  });

  it("keeps the rules of all sources, in order, and refuses those that are none", () => {
    const issues: string[] = [];
    const rules = [{ "tone/negative": { level: "few" } }, { "tone/negative": { level: "all" } }] as const;
    const sources = [{ rules: rules[0] }, { rules: { "tone/negative": { level: "loud" } } }, { rules: rules[1] }];
    assert.deepEqual(readSettings(sources, (issue) => issues.push(issue)).rules, rules);
    assert.match(issues.join(), /cloze\.rules.*tone\/negative.*loud/);
  });

  it("reads the names of models from what the server was started with", () => {
    assert.deepEqual(readModelNames({ cloze: { model: " bert " } }, refuse), { text: "bert", tone: "", tags: "" });
    assert.equal(readModelNames({ tags: { model: "ner" } }, refuse).tags, "ner");
    const issues: string[] = [];
    assert.deepEqual(
      readModelNames({ toneModel: 7 }, (issue) => issues.push(issue)),
      { text: "", tone: "", tags: "" },
    );
    assert.deepEqual(issues, ["The setting cloze.toneModel is 7. Write the name or the folder of a model."]);
  });
});

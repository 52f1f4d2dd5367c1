import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { buildClassifier } from "../../../src/ownTone/regression/buildClassifier";
import { teachTone } from "../../../src/ownTone/regression/teachTone";
import { writeToneFile } from "../../../src/ownTone/writeToneFile";
import type { TrainParams, TrainResult } from "../../../src/tasks/ownTone/trainRequest";
import type { OwnTone } from "../../../src/tasks/schemas/ownToneSchema";
import { TONE_FILE, UNMARKED } from "../../ownTone/toneFile";
import { type Request, runFake } from "../fakeContext";

/** A model whose vectors say how many exclamation marks and how many full stops a text has. */
const vectorOf = (text: string) => [text.split("!").length, text.split(".").length];

async function answer({ kind, params }: Request): Promise<unknown> {
  if (kind === "unload") return null;
  if (kind === "slips") return (params as { sentences: readonly string[] }).sentences.map(() => ({ slips: [] }));
  const { sentences } = params as { sentences: readonly string[] };
  if (kind === "tone") {
    return sentences.map(() => ({ label: "neutral", scores: { negative: 0, neutral: 1, positive: 0 } }));
  }
  const vectors = sentences.map(vectorOf);
  if (kind === "train") {
    const { labels, c } = params as TrainParams;
    const { tone, ...taught } = await teachTone({
      texts: sentences,
      labels,
      vectors,
      c,
      pause: () => Promise.resolve(),
    });
    const result: TrainResult = {
      tone: { ...tone, model: TONE_FILE.model, layer: 4, pooling: "mean", precision: "fp32" },
      ...taught,
      cut: 0,
    };
    return result;
  }
  const { tone } = params as { tone: OwnTone };
  if (tone.model.name === "another") throw new EngineError("other-model", "this tone was taught with another model");
  const classify = buildClassifier(tone);
  return vectors.map((vector) => {
    const given = classify(vector);
    const label = tone.labels[given.indexOf(Math.max(...given))] ?? "";
    return { label, scores: Object.fromEntries(tone.labels.map((each, k) => [each, given[k]])), precision: "fp32" };
  });
}

const ROWS = Array.from({ length: 40 }, (_, i) =>
  i % 2 === 0 ? `loud\tThis is number ${i}, at last!${"!".repeat(i % 3)}` : `fine\tThis is number ${i}, as planned.`,
);
const FILE = `label\ttext\n${ROWS.join("\n")}\n`;

describe("cloze train, evaluate, tone --with and lint --with", () => {
  let folder: string;
  const run = (...words: readonly string[]) => runFake(words, { answer, folder });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-own-"));
    write("rows.tsv", FILE);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes a file without text, the same one each time, and prints the figures", async () => {
    const { exitCode, output, errors } = await run("train", "rows.tsv", "--out", "loud.json");
    assert.deepEqual(
      [exitCode, errors],
      [0, "cloze: Too few rows to tell much: “fine” has 20, “loud” has 20; 30 of each label would do.\n"],
    );
    for (const part of [
      /40 rows: 20 fine, 20 loud/,
      /accuracy 100 % \(91\.2 to 100\.0\)/,
      /own\/loud it marks “loud” from 0\.5/,
    ]) {
      assert.match(output, part);
    }
    const text = read("loud.json");
    assert.equal(text.includes("number"), false);
    assert.equal((JSON.parse(text) as { cloze: string }).cloze, "1.2.3");
    await run("train", "rows.tsv", "--out", "again.json", "--name", "loud");
    assert.equal(read("again.json"), text);
  });

  it("prints JSON with lines of the file, and keeps rows where that is asked for", async () => {
    const { output } = await run("train", "rows.tsv", "--json", "--keep-rows", "--out", "loud.json", "--c", "0.1");
    const json = JSON.parse(output) as Record<string, unknown> & { leastSure: { line: number; text: string }[] };
    assert.deepEqual([json["accuracy"], json["c"], json["rule"]], [1, 0.1, "own/loud"]);
    const [first] = json.leastSure;
    assert.equal(FILE.split("\n")[(first?.line ?? 0) - 1]?.split("\t")[1], first?.text);
    assert.equal((JSON.parse(read("loud.json")) as { examples: unknown[] }).examples.length, 40);
  });

  it("checks by the file that the command names, although the project has one of that name", async () => {
    const marking = (message: string) => writeToneFile({ ...TONE_FILE, mark: { ...TONE_FILE.mark!, message } });
    write("ours.json", marking("Ours"));
    write("theirs.json", marking("Theirs"));
    write(".cloze.json", '{"own":["theirs.json"]}');
    write("a.md", "This is loud!!! Really loud!!!\n");
    const words = ["lint", "a.md", "--rules", "own/harsh", "--threshold", "0"];
    assert.match((await run(...words)).output, /Theirs: /);
    const { output } = await run(...words, "--with", "ours.json");
    assert.match(output, /Ours: /);
    assert.doesNotMatch(output, /Theirs: /);
  });

  it("measures on other rows, and refuses a label that was not taught", async () => {
    await run("train", "rows.tsv", "--out", "loud.json");
    write("other.tsv", "label\ttext\nloud\tLook!\nfine\tThis is fine.\nloud\tThis is quiet.\n");
    const { output, exitCode } = await run("evaluate", "other.tsv", "--with", "loud.json", "--json");
    const json = JSON.parse(output) as {
      accuracy: number;
      classes: Record<string, { precision: number; recall: number; f1: number }>;
    };
    assert.equal(exitCode, 0);
    assert.equal(json.accuracy, 2 / 3);
    const { precision, recall, f1 } = json.classes["loud"]!;
    assert.deepEqual([precision, recall, f1], [1, 0.5, 2 / 3]);
    write("odd.tsv", "label\ttext\nodd\tLook!\n");
    const refused = await run("evaluate", "odd.tsv", "--with", "loud.json");
    assert.deepEqual(
      [refused.exitCode, refused.errors],
      [2, 'cloze: odd.tsv: line 2 has the label "odd", expected one of "fine", "loud" (bad-input)\n'],
    );
  });

  it("answers about a text", async () => {
    await run("train", "rows.tsv", "--out", "loud.json");
    const { output, requests } = await run("tone", "Look at this!", "--with", "loud.json", "--json");
    const { label, scores } = JSON.parse(output) as { label: string; scores: Record<string, number> };
    assert.equal(label, "loud");
    assert.ok(Math.abs((scores["loud"] ?? 0) + (scores["fine"] ?? 0) - 1) < 1e-12);
    assert.deepEqual(
      requests.map(({ kind }) => kind),
      ["classify"],
    );
    const text = await run("tone", "Look at this!", "--with", "loud.json");
    assert.match(text.output, /^loud\n\nfine .* %.*\nloud .* %/);
  });

  it("is a rule of cloze lint: by --with, by the project file, in SARIF and in comments", async () => {
    await run("train", "rows.tsv", "--out", "loud.json", "--message", "Too loud", "--severity", "error");
    write(
      "a.md",
      "This is shouted at you!\n\nThis is said to you.\n\n<!-- cloze-disable-next-line own/loud -->\n\nThis is shouted at you!!\n",
    );
    const named = await run("lint", "a.md", "--with", "loud.json", "--rules", "own/loud", "--json");
    const [finding, ...others] = JSON.parse(named.output) as { rule: string; severity: string; message: string }[];
    assert.deepEqual(others, []);
    assert.deepEqual(
      [named.exitCode, finding?.rule, finding?.severity, finding?.message],
      [1, "own/loud", "error", "Too loud: “This is shouted at you!”"],
    );
    write(".cloze.json", JSON.stringify({ own: ["loud.json"], rules: { "own/loud": { severity: "hint" } } }));
    const project = await run("lint", "a.md");
    assert.match(project.output, /^a\.md:1:1 {2}own\/loud {2}0\.\d\d {2}Too loud/);
    assert.equal(project.output.trim().split("\n").length, 1);
    const { output } = await run("lint", "a.md", "--sarif");
    const [sarif] = (
      JSON.parse(output) as {
        runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleIndex: number; level: string }[] }[];
      }
    ).runs;
    const [result] = sarif!.results;
    assert.deepEqual([sarif?.tool.driver.rules[result!.ruleIndex]?.id, result?.level], ["own/loud", "note"]);
    write(".cloze.json", JSON.stringify({ own: ["loud.json"], rules: { "own/loud": { level: "off" } } }));
    assert.equal((await run("lint", "a.md")).output, "");
  });

  for (const { what, files, words, says } of [
    {
      what: "rows that cannot be read",
      files: { "rows.tsv": "label\ttext\nloud Look!\n" },
      words: ["train", "rows.tsv"],
      says: /rows\.tsv: line 2 has 0 tabs, expected one/,
    },
    {
      what: "a file that is not there",
      files: {},
      words: ["train", "gone.tsv"],
      says: /gone\.tsv is not there \(bad-input\)/,
    },
    {
      what: "a name that is none",
      files: {},
      words: ["train", "rows.tsv", "--name", "Too Loud"],
      says: /--name is "Too Loud", expected .* as in too-loud/,
    },
    {
      what: "a mark on no label",
      files: {},
      words: ["train", "rows.tsv", "--mark", "odd"],
      says: /no row has the label "odd"/,
    },
    {
      what: "a folder that cannot be written",
      files: {},
      words: ["train", "rows.tsv", "--out", "gone/a.json"],
      says: /gone\/a\.json cannot be written: ENOENT/,
    },
    {
      what: "the rows as what is to be written",
      files: {},
      words: ["train", "rows.tsv", "--out", "./rows.tsv"],
      says: /--out is "\.\/rows\.tsv", which holds the rows/,
    },
    {
      what: "to write over a file that is no tone",
      files: { "notes.md": "# Notes\n" },
      words: ["train", "rows.tsv", "--out", "notes.md"],
      says: /--out is "notes\.md", which is there and is no tone/,
    },
    {
      what: "a file beyond the folder, whose name the message keeps",
      files: { ".cloze.json": '{"own":["../../etc/passwd"]}' },
      words: ["lint", "rows.tsv", "--format", "plaintext"],
      says: /\.cloze\.json.*"\.\.\/\.\.\/etc\/passwd"/,
    },
    {
      what: "a C of 0",
      files: {},
      words: ["train", "rows.tsv", "--c", "0"],
      says: /--c is "0", expected a number above 0/,
    },
    {
      what: "a file that is no tone",
      files: { "a.json": "{}" },
      words: ["tone", "Look!", "--with", "a.json"],
      says: /a\.json: "format" is absent/,
    },
    {
      what: "a rule of a file that is not named",
      files: {},
      words: ["lint", "--rules", "own/loud"],
      says: /--rules names "own\/loud", expected .*; --with names the file/,
    },
    {
      what: "two files of one name",
      files: { "a.json": writeToneFile(TONE_FILE), "b.json": writeToneFile(TONE_FILE) },
      words: ["lint", "--with", "a.json", "--with", "b.json"],
      says: /b\.json is a second file of the rule own\/harsh/,
    },
    {
      what: "a tone that marks nothing",
      files: { "a.json": writeToneFile(UNMARKED) },
      words: ["lint", "--with", "a.json"],
      says: /a\.json marks no label, so it is no rule/,
    },
    {
      what: "a project file that names a file that is not there",
      files: { ".cloze.json": '{"own":["gone.json"]}' },
      words: ["lint"],
      says: /own: gone\.json is not there \(bad-project-file\)/,
    },
    {
      what: "a project file that leads out of its folder",
      files: { ".cloze.json": '{"own":["out.json"]}' },
      words: ["lint"],
      says: /own: out\.json leads out of the folder \(bad-project-file\)/,
    },
    {
      what: "a tone of another model that was named",
      files: {
        "a.md": "This is a sentence.\n",
        "a.json": writeToneFile({ ...TONE_FILE, model: { ...TONE_FILE.model, name: "another" } }),
      },
      words: ["lint", "a.md", "--with", "a.json"],
      says: /this tone was taught with another model \(other-model\)/,
    },
  ] as { what: string; files: Record<string, string>; words: string[]; says: RegExp }[]) {
    it(`refuses ${what}`, async () => {
      for (const [name, text] of Object.entries(files)) write(name, text);
      mkdirSync(path.join(folder, "other"));
      symlinkSync(os.tmpdir(), path.join(folder, "out.json"));
      const { exitCode, errors } = await run(...words);
      assert.equal(exitCode, 2);
      assert.match(errors, says);
    });
  }

  it("leaves out a tone of another model that the project file names, and says so", async () => {
    write("a.md", "This is a sentence.\n");
    write("a.json", writeToneFile({ ...TONE_FILE, model: { ...TONE_FILE.model, name: "another" } }));
    write(".cloze.json", JSON.stringify({ own: ["a.json"] }));
    const { exitCode, errors } = await run("lint", "a.md");
    assert.equal(exitCode, 0);
    assert.match(errors, /^cloze: own\/harsh: not checked: this tone was taught with another model\n/);
  });
});

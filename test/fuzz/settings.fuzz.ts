import assert from "node:assert/strict";
import { toInertLine } from "../../src/editor/inertLine";
import { describeIssue } from "../../src/lint/projectFile/describeIssue";
import { ProjectFileError } from "../../src/lint/projectFile/projectFileError";
import { readProjectFile } from "../../src/lint/projectFile/readProjectFile";
import { rulesSchema } from "../../src/lint/projectFile/rulesSchema";
import { changeValue, drawValue } from "./drawValue";
import type { Fuzzer } from "./fuzzer";
import type { Random } from "./random";

const FILE = {
  rules: { "tone/negative": { level: "some", severity: "error" } },
  languages: ["markdown"],
  ignorePaths: ["docs/old/**", "*.md"],
  accepted: ["One.", `sha256:${"0".repeat(64)}`],
};
const FILES = ["a.md", "docs/old/b.md", `${"a".repeat(200)}/${"a".repeat(200)}.md`];

/** Promise 7 for what a folder brings along: the setting of rules, and the project file, which is JSON or is none. */
export const fuzzer: Fuzzer = {
  name: "settings",
  share: 300,
  run(random: Random) {
    const value = random.chance(0.3) ? drawValue(random) : changeValue(random, FILE);
    const text = (JSON.stringify(value) as string | undefined) ?? "";
    const written = random.chance(0.3) ? breakText(random, text) : text;
    try {
      readProject(written);
      const rules = random.chance(0.5) ? value : changeValue(random, FILE.rules);
      const [issue] = rulesSchema.safeParse(rules).error?.issues ?? [];
      if (issue !== undefined) checkSentence(describeIssue("cloze.rules", rulesSchema, rules, issue));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${written.slice(0, 2000)}: ${why}`, { cause });
    }
  },
};

function readProject(written: string): void {
  try {
    const file = readProjectFile(Buffer.from(written));
    for (const name of FILES) assert.equal(typeof file.ignores(name), "boolean");
    assert.equal(file.accepts("One. Two."), false);
    assert.deepEqual(file.restrict().languages, undefined);
  } catch (error) {
    if (!(error instanceof ProjectFileError)) throw error;
    checkSentence(error.message);
  }
}

function checkSentence(text: string): void {
  assert.ok(text.length < 500, `a message of ${text.length} characters`);
  assert.doesNotMatch(toInertLine(text), /\]\(|\$\(/);
}

function breakText(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  return (
    text.slice(0, at) +
    random.oneOf(["", "[", '"', "\0", "//", ",", "[".repeat(20_000)]) +
    text.slice(at + random.below(3))
  );
}

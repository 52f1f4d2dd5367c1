import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { OWN_ID } from "../../../src/lint/mutedRules";
import { hashSentence } from "../../../src/lint/projectFile/hashSentence";
import { ProjectFileError } from "../../../src/lint/projectFile/projectFileError";
import { projectFileSchema } from "../../../src/lint/projectFile/projectFileSchema";
import { readProjectFile } from "../../../src/lint/projectFile/readProjectFile";
import { rulesSchema } from "../../../src/lint/projectFile/rulesSchema";
import { RULES } from "../../../src/lint/rules";
import { selectRuleSetting } from "../../../src/lint/ruleSetting";
import { readManifest } from "../../harness/readManifest";

const read = (value: unknown) =>
  readProjectFile(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));

/** Zod has no word for "all keys of a pattern", so the check of the schema that says it is restated here. */
function toPublished(schema: z.ZodMiniType) {
  return z.toJSONSchema(schema, {
    target: "draft-7",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema !== rulesSchema || jsonSchema.additionalProperties === undefined) return;
      jsonSchema.patternProperties = { [OWN_ID.source]: jsonSchema.additionalProperties };
      jsonSchema.additionalProperties = false;
    },
  });
}

describe("readProjectFile", () => {
  it("reads every field", () => {
    const file = read({
      $schema: "./cloze.schema.json",
      rules: { "tone/negative": { level: "few", severity: "hint" } },
      own: ["tones/harsh.json", "./tones/harsh.json"],
      languages: ["markdown", "objective-c"],
      ignorePaths: ["docs/old"],
      accepted: ["It is a mess."],
    });
    assert.deepEqual(file.rules, { "tone/negative": { level: "few", severity: "hint" } });
    assert.deepEqual(file.own, ["tones/harsh.json"]);
    assert.deepEqual(file.languages, ["markdown", "objective-c"]);
    assert.deepEqual([file.ignores("docs/old/a.md"), file.accepts("It is a mess.")], [true, true]);
  });

  it("says nothing when it is empty", () => {
    const file = read({});
    assert.deepEqual(
      [file.rules, file.languages, file.ignores("a.md"), file.accepts("A.")],
      [{}, undefined, false, false],
    );
  });

  for (const pattern of ["*a*a*a*a*b", "+(+(a))", "{a,b/c}/d", "a!(a|*b)", "a".repeat(201)]) {
    it(`refuses the pattern ${pattern.slice(0, 20)}, which may take for ever`, () => {
      assert.throws(
        () => read({ ignorePaths: [pattern] }),
        /ignorePaths\[0\] is ".*, expected a pattern of at most 200/,
      );
    });
  }

  it("matches what it takes at once", () => {
    const file = read({ ignorePaths: ["**/*a*/**/*b*/**/c.md"] });
    const started = process.cpuUsage();
    assert.equal(file.ignores(`${"ab".repeat(60)}/`.repeat(30)), false);
    assert.ok(process.cpuUsage(started).user < 2_000_000);
  });

  it("refuses what is nested deeper than a parser can follow, and quotes little of anything", () => {
    assert.throws(
      () => read("[".repeat(100_000)),
      /^ProjectFileError: \.cloze\.json is nested deeper than 1000 brackets/,
    );
    const long = "a".repeat(100_000);
    for (const value of [{ [long]: 1 }, { languages: [`/${long}`] }, { accepted: [`sha256:${long}`] }]) {
      assert.throws(
        () => read(value),
        ({ message }: Error) => message.length < 300,
      );
    }
  });

  for (const { pattern, ignored, kept } of [
    { pattern: "CHANGELOG.md", ignored: ["CHANGELOG.md"], kept: ["docs/CHANGELOG.md", "CHANGELOG.md.txt"] },
    { pattern: "docs/old", ignored: ["docs/old/a.md", "docs/old/b/c.md"], kept: ["docs/older/a.md", "docs/a.md"] },
    { pattern: "docs/old/", ignored: ["docs/old/a.md"], kept: ["docs/a.md"] },
    { pattern: "./docs", ignored: ["docs/a.md"], kept: ["a.md"] },
    { pattern: "**/*.txt", ignored: ["a.txt", "b/c/a.txt", ".github/a.txt"], kept: ["a.md"] },
    { pattern: "docs/*.md", ignored: ["docs/a.md"], kept: ["docs/b/a.md"] },
    { pattern: "{a,b}/**", ignored: ["a/x.md", "b/c/x.md"], kept: ["c/x.md"] },
    { pattern: "v[0-9]", ignored: ["v1/a.md"], kept: ["vx/a.md"] },
    { pattern: ".github", ignored: [".github/a.md"], kept: ["github/a.md"] },
  ]) {
    it(`ignores what ${pattern} names, and nothing else`, () => {
      const file = read({ ignorePaths: [pattern] });
      for (const path of ignored) assert.equal(file.ignores(path), true, path);
      for (const path of kept) assert.equal(file.ignores(path), false, path);
    });
  }

  it("accepts a sentence by its words or by their hash, however it is wrapped", () => {
    const hash = `sha256:${createHash("sha256").update("It is a mess.").digest("hex")}`;
    assert.equal(hashSentence("It is\na  mess. "), hash);
    for (const accepted of ["It is a\nmess.", hash, hash.toUpperCase().replace("SHA256", "sha256")]) {
      const file = read({ accepted: [accepted] });
      assert.deepEqual([file.accepts("It  is a\r\nmess."), file.accepts("It is a mess")], [true, false]);
    }
  });

  it("switches rules and does nothing else in a folder that is not trusted", () => {
    const file = read({
      rules: { "tone/negative": { level: "off" }, "words/slip": { never: ["form from"] } },
      own: ["harsh.json"],
      languages: ["python"],
      ignorePaths: ["**"],
      accepted: ["It is a mess."],
    }).restrict();
    assert.deepEqual(file.rules, { "tone/negative": { level: "off" }, "words/slip": { never: ["form from"] } });
    assert.deepEqual([file.languages, file.ignores("a.md"), file.accepts("It is a mess.")], [undefined, false, false]);
    assert.deepEqual(file.own, [], "a tone of a folder that is not trusted is no rule");
  });

  it("takes rules of files for rules", () => {
    const rules = { "own/too-harsh": { level: "few", severity: "error", onlyEnglish: false } };
    assert.deepEqual(read({ rules }).rules, rules);
  });

  for (const { name, text, says } of [
    { name: "nothing", text: "", says: "line 1, column 1: this is not JSON: value expected." },
    {
      name: "a value too little",
      text: '{\n  "rules": \n}',
      says: "line 3, column 1: this is not JSON: value expected.",
    },
    { name: "a comma too much", text: '{ "accepted": [], }', says: "this is not JSON: property name expected." },
    { name: "a comment", text: "// Ours\n{}", says: "line 1, column 1: this is not JSON: invalid comment token." },
    { name: "a list", text: "[]", says: "line 1, column 1: the file is [], expected an object." },
    {
      name: "an unknown field",
      text: '{\n  "model": "x"\n}',
      says: "column 12: model is unknown, expected $schema, rules, own, languages, ignorePaths, accepted.",
    },
    {
      name: "an unknown rule",
      text: { rules: { "tone/odd": {} } },
      says: 'rules["tone/odd"] is unknown, expected tone/negative, words/slip, words/article, words/double, words/missing, words/extra, own/<name>.',
    },
    {
      name: "an unknown field of a rule",
      text: { rules: { "tone/negative": { threshold: 1 } } },
      says: 'rules["tone/negative"].threshold is unknown, expected level, severity, onlyEnglish.',
    },
    {
      name: "pairs for a rule about sentences",
      text: { rules: { "tone/negative": { never: ["form from"] } } },
      says: 'rules["tone/negative"].never is unknown, expected level, severity, onlyEnglish.',
    },
    ...["form", " form", "form "].map((pair) => ({
      name: `the pair ${JSON.stringify(pair)}`,
      text: { rules: { "words/slip": { never: [pair] } } },
      says: `rules["words/slip"].never[0] is ${JSON.stringify(pair)}, expected two words with a space between, as in "form from".`,
    })),
    {
      name: "an unknown level",
      text: '{\n  "rules": { "tone/negative": { "level": "often" } }\n}',
      says: 'line 2, column 42: rules["tone/negative"].level is "often", expected one of off, few, some, all.',
    },
    { name: "one language", text: { languages: "markdown" }, says: 'languages is "markdown", expected a list.' },
    {
      name: "a language that is an address",
      text: { languages: ["https://x.org"] },
      says: 'languages[0] is "https://x.org", expected the identifier of a language.',
    },
    { name: "a number", text: { accepted: ["A.", 7] }, says: "accepted[1] is 7, expected a string." },
    { name: "an empty sentence", text: { accepted: [""] }, says: 'accepted[0] is "", expected a sentence.' },
    {
      name: "a short hash",
      text: { accepted: ["sha256:12"] },
      says: 'accepted[0] is "sha256:12", expected 64 hexadecimal digits after "sha256:".',
    },
    ...["/etc/a.json", "../a.json", "a/../../b.json", "a.tsv", "https://x.org/a.json", "a\\b.json", ".json/"].map(
      (file) => ({
        name: `the tone ${JSON.stringify(file)}`,
        text: { own: [file] },
        says: `own[0] is ${JSON.stringify(file)}, expected a file inside the folder whose name ends in ".json", with "/" and without "..".`,
      }),
    ),
    {
      name: "a rule of a file with a field that such a rule has not",
      text: { rules: { "own/harsh": { never: ["form from"] } } },
      says: 'rules["own/harsh"].never is unknown, expected level, severity, onlyEnglish.',
    },
    {
      name: "what looks like a rule of a file",
      text: { rules: { "own/Too_Harsh": {} } },
      says: 'rules["own/Too_Harsh"] is unknown, expected tone/negative, words/slip, words/article, words/double, words/missing, words/extra, own/<name>.',
    },
    ...["/etc", "../other", "a/../../b", "C:/x", "~/x", "https://x.org/a", "a\\b", "", "!a.md"].map((pattern) => ({
      name: `the pattern ${JSON.stringify(pattern)}`,
      text: { ignorePaths: [pattern] },
      says: `ignorePaths[0] is ${JSON.stringify(pattern)}, expected a pattern for files inside the folder, with "/" and without "..".`,
    })),
  ]) {
    it(`refuses ${name}, and names the place`, () => {
      assert.throws(
        () => read(text),
        (error) => {
          assert.ok(error instanceof ProjectFileError);
          assert.ok(error.message.startsWith(".cloze.json: line "), error.message);
          assert.ok(error.message.endsWith(says), error.message);
          return true;
        },
      );
    });
  }

  it("refuses bytes that are not UTF-8", () => {
    assert.throws(
      () => readProjectFile(Uint8Array.of(0x7b, 0xff, 0x7d)),
      /^ProjectFileError: \.cloze\.json is not UTF-8/,
    );
  });

  it("has the schema that the package publishes, and that of the setting", () => {
    const published: unknown = JSON.parse(readFileSync("schemas/cloze.schema.json", "utf8"));
    assert.deepEqual(published, toPublished(projectFileSchema));
    const { contributes } = readManifest() as {
      contributes: {
        configuration: {
          properties: Record<string, { properties: unknown; patternProperties: unknown; default: unknown }>;
        };
        jsonValidation: unknown;
      };
    };
    const setting = contributes.configuration.properties["cloze.rules"];
    const { properties, patternProperties } = toPublished(rulesSchema);
    assert.deepEqual([setting?.properties, setting?.patternProperties], [properties, patternProperties]);
    const defaults = RULES.map(({ id }) => {
      const { level, severity } = selectRuleSetting(id, []);
      return [id, { level, severity }] as const;
    });
    assert.deepEqual(setting?.default, Object.fromEntries(defaults));
    assert.deepEqual(contributes.jsonValidation, [{ fileMatch: ".cloze.json", url: "./schemas/cloze.schema.json" }]);
  });
});

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Ajv } from "ajv";
import { JSDOM } from "jsdom";
import { runFake } from "../../fakeContext";
import { answer } from "../fakeAnswer";

const SCHEMA = path.resolve(import.meta.dirname, "../../../golden/sarif/sarif-schema-2.1.0.json");

/** Ajv reads later drafts; of draft 4 this schema uses nothing that they read in another way. */
function createSarifCheck() {
  const schema = JSON.parse(readFileSync(SCHEMA, "utf8")) as Record<string, unknown>;
  delete schema["$schema"];
  delete schema["id"];
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
}

function parseXml(text: string): Document {
  const { window } = new JSDOM("");
  const parsed = new window.DOMParser().parseFromString(text, "application/xml");
  assert.equal(parsed.querySelector("parsererror")?.textContent, undefined, text);
  return parsed;
}

/** How GitHub's runner reads a command. Source: actions/runner v2.320.0, src/Runner.Common/ActionCommand.cs, TryParseV2. */
function readCommand(line: string) {
  const [, name, properties = "", data = ""] = /^::(\w+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  const unescapeData = (text: string) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  const pairs = properties.split(",").map((pair) => {
    const [key = "", value = ""] = pair.split(/=(.*)/s);
    return [key, unescapeData(value.replaceAll("%3A", ":").replaceAll("%2C", ","))];
  });
  return { name, properties: Object.fromEntries(pairs) as Record<string, string>, data: unescapeData(data) };
}

describe("cloze lint's reports", () => {
  let folder: string;
  const lint = (words: readonly string[]) => runFake(["lint", ...words], { answer, folder });
  const write = (name: string, text: string | Buffer) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
  const odd = "docs/a, b: 100% [x] & 'c' \"d\" ü.txt";
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-reports-"));
    write("clean.md", "The file holds one record.\n");
    write(odd, "Fine. This is a dreadful mess, %0A<b>&\u0001\u009b ##[error]x ]]>.\n\nSet it form here.\n");
    write("latin.txt", Buffer.from([0x61, 0xe9]));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  describe("sarif", () => {
    const isValid = createSarifCheck();
    for (const { name, words } of [
      { name: "findings and failures", words: [] },
      { name: "reasons", words: ["--why"] },
      { name: "nothing", words: ["clean.md"] },
      { name: "standard input", words: ["-"] },
    ]) {
      it(`is valid by the published schema, with ${name}`, async () => {
        const input = "This is a dreadful mess. Set it form here.";
        const { output } = await runFake(["lint", "--sarif", ...words], { answer, folder, input });
        assert.ok(isValid(JSON.parse(output)), JSON.stringify(isValid.errors));
      });
    }

    it("is checked by a schema that refuses what it must", () => {
      assert.ok(!isValid({ version: "2.1.0", runs: [{ tool: {} }] }));
      assert.ok(!isValid({ version: "2.1.0", runs: [], more: 1 }));
    });
  });

  describe("github", () => {
    it("has a command for each finding and failure, which GitHub reads back as it was", async () => {
      const { exitCode, output, errors } = await lint(["--output", "github"]);
      const lines = output.trimEnd().split("\n");
      assert.deepEqual([exitCode, lines.length], [2, 3], output);
      const [mess, form, latin] = lines.map(readCommand);
      assert.deepEqual(mess?.name, "notice");
      assert.deepEqual(mess.properties, {
        file: odd,
        line: "1",
        endLine: "1",
        col: "7",
        endColumn: mess.properties["endColumn"],
        title: "tone/negative",
      });
      assert.match(mess.data, /^Reads negative: “This is a dreadful mess, %0A<b>&.. # #\[error\]x \]\]>\.”$/u);
      assert.equal(form?.properties["line"], "3");
      assert.deepEqual([latin?.name, latin?.properties], ["error", { file: "latin.txt" }]);
      assert.doesNotMatch(errors, /^::/m);
    });

    for (const [severity, command] of [
      ["error", "error"],
      ["warning", "warning"],
      ["hint", "notice"],
    ] as const) {
      it(`says ${command} for ${severity}`, async () => {
        write(".cloze.json", JSON.stringify({ rules: { "tone/negative": { severity } } }));
        const { output } = await lint(["--output=github", odd]);
        assert.ok(output.startsWith(`::${command} file=`), output);
      });
    }
  });

  describe("gitlab", () => {
    interface Issue {
      readonly description: string;
      readonly check_name: string;
      readonly fingerprint: string;
      readonly severity: string;
      readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
    }
    const listIssues = async (file: string) =>
      JSON.parse((await lint(["--output", "gitlab", file])).output) as readonly Issue[];

    it("has what GitLab asks for of each issue", async () => {
      const [issue] = await listIssues(odd);
      assert.deepEqual(
        { ...issue, description: typeof issue?.description, fingerprint: issue?.fingerprint.length },
        {
          description: "string",
          check_name: "tone/negative",
          fingerprint: 64,
          severity: "info",
          location: { path: odd, lines: { begin: 1, end: 1 } },
        },
      );
    });

    it("is an empty list of no findings", async () => assert.deepEqual(await listIssues("clean.md"), []));

    it("keeps a fingerprint while lines above it change, and has no two alike", async () => {
      const bad = "This is a dreadful mess.\n\n";
      write("bad.md", `${bad}${bad}Set it form here.\n`);
      const before = await listIssues("bad.md");
      write("bad.md", `# A title\n\nA new paragraph.\n\nSet it form here.\n\n${bad}${bad}`);
      const after = await listIssues("bad.md");
      const list = (issues: readonly Issue[]) => issues.map(({ fingerprint }) => fingerprint).sort();
      assert.equal(new Set(list(before)).size, 3);
      assert.deepEqual(list(after), list(before));
      assert.notDeepEqual(
        after.map(({ location }) => location.lines.begin),
        before.map(({ location }) => location.lines.begin),
      );
    });

    it("has another fingerprint in another file", async () => {
      write("one.md", "This is a dreadful mess.");
      write("two.md", "This is a dreadful mess.");
      const [[one], [two]] = [await listIssues("one.md"), await listIssues("two.md")];
      assert.notEqual(one?.fingerprint, two?.fingerprint);
    });
  });

  it("junit is XML with a suite a file, whose texts a reader gets back", async () => {
    const { output } = await lint(["--output", "junit"]);
    const xml = parseXml(output);
    const suites = Array.from(xml.querySelectorAll("testsuite"), (suite) =>
      ["name", "tests", "failures", "errors"].map((name) => suite.getAttribute(name)),
    );
    assert.deepEqual(suites, [
      ["clean.md", "1", "0", "0"],
      [odd, "2", "2", "0"],
      ["latin.txt", "1", "0", "1"],
    ]);
    const [failure] = xml.querySelectorAll("failure");
    // U+0001 is in no XML: what the message has in its place stays.
    assert.match(failure?.getAttribute("message") ?? "", /%0A<b>&\ufffd\u009b ##\[error\]x \]\]>\.”$/u);
    assert.match(xml.querySelector("error")?.getAttribute("message") ?? "", /not UTF-8/);
  });

  it("checkstyle is XML with a place for each finding", async () => {
    const { output } = await lint(["--output", "checkstyle"]);
    const xml = parseXml(output);
    const errors = Array.from(xml.querySelectorAll("error"), (error) =>
      ["line", "column", "severity", "source"].map((name) => error.getAttribute(name)),
    );
    assert.deepEqual(errors, [
      ["1", "7", "info", "cloze.tone/negative"],
      ["3", "8", "info", "cloze.words/slip"],
      ["1", null, "error", "cloze.not-checked"],
    ]);
    assert.equal(xml.querySelector("file")?.getAttribute("name"), odd);
  });

  for (const output of ["text", "json", "sarif", "github", "gitlab", "junit", "checkstyle"]) {
    it(`${output} neither acts on a terminal nor on the host of a job, whatever a document says`, async () => {
      const printed = (await lint([`--output=${output}`])).output;
      // Of GitHub's commands only those that are its own.
      const lines = printed.split("\n").map((line) => (output === "github" ? line.replace(/^::\w+ file=/, "") : line));
      for (const line of lines) assert.doesNotMatch(line, /[\p{Cc}\u2028-\u202e\u2066-\u2069]|^\s*::|##\w*\[/u);
    });

    it(`${output} in a file is what it is on standard output, and nothing is left beside it`, async () => {
      const { output: printed } = await lint([`--output=${output}`, odd, "clean.md"]);
      const before = readdirSync(folder).length;
      const { output: text } = await lint([`--output=${output}=report.out`, odd, "clean.md"]);
      assert.equal(read("report.out"), printed);
      assert.match(text, /tone\/negative {2}0\.87/);
      assert.equal(readdirSync(folder).length, before + 1);
    });
  }

  it("writes several at once, each of its own", async () => {
    const { output } = await lint(["--json", "--output", "sarif=a.sarif", "--output", "junit=b.xml", odd]);
    assert.equal((JSON.parse(output) as unknown[]).length, 2);
    assert.match(read("a.sarif"), /"version": "2\.1\.0"/);
    assert.match(read("b.xml"), /<testsuites /);
  });

  it("leaves a report as it was when the run fails", async () => {
    write("report.json", "before");
    write("bad.txt", "The record is broken here.");
    const { exitCode } = await lint(["--output=json=report.json", "bad.txt"]);
    assert.deepEqual([exitCode, read("report.json")], [2, "before"]);
    assert.ok(!readdirSync(folder).some((name) => name.endsWith(".tmp")));
  });

  for (const { words, says } of [
    {
      words: ["--output", "xml"],
      says: /--output names "xml", expected one of text, json, sarif, github, gitlab, junit/,
    },
    { words: ["--output", "json="], says: /--output is "json=", expected a file after "="/ },
    { words: ["--output", "json", "--output", "junit"], says: /outputs "json" and "junit", expected one/ },
    { words: ["--output", "json=a", "--output", "junit=a"], says: /names the file "a" twice/ },
    { words: ["--output", "json=gone/a"], says: /the output "gone\/a" cannot be written: ENOENT \(lost-output\)/ },
    { words: ["--max-findings", "-1"], says: /--max-findings is "-1", expected a whole number/ },
    { words: ["--max-findings", "1e9"], says: /--max-findings is "1e9"/ },
    {
      words: ["--severity", "note"],
      says: /'note' is invalid\. Allowed choices are error, warning, information, hint/,
    },
    { words: ["--severity", "error"], says: /--severity is "error", and no rule marks so much/ },
  ]) {
    it(`refuses ${words.join(" ")}, and asks the engine nothing`, async () => {
      const { exitCode, errors, requests, output } = await lint(words);
      assert.deepEqual([exitCode, requests, output], [2, [], ""]);
      assert.match(errors, says);
    });
  }

  it("runs with --severity only the rules that mark so much", async () => {
    write(".cloze.json", JSON.stringify({ rules: { "words/slip": { severity: "error" } } }));
    const { output, requests } = await lint(["--severity", "warning", "--json", odd]);
    assert.deepEqual(
      (JSON.parse(output) as { rule: string }[]).map(({ rule }) => rule),
      ["words/slip"],
    );
    assert.ok(!requests.some(({ kind }) => kind === "tone"));
  });

  for (const [most, exitCode] of [
    ["0", 1],
    ["1", 1],
    ["2", 0],
    ["3", 0],
  ] as const) {
    it(`exits with ${exitCode} for 2 findings and --max-findings ${most}, and prints both`, async () => {
      const ended = await lint(["--max-findings", most, "--json", odd]);
      assert.equal(ended.exitCode, exitCode);
      assert.equal((JSON.parse(ended.output) as unknown[]).length, 2);
    });
  }
});

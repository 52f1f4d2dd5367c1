import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { toSarif } from "../../../src/cli/print/sarif";
import { RULES } from "../../../src/lint/rules";

const RANGE = { start: { line: 3, column: 7, offset: 27 }, end: { line: 3, column: 31, offset: 51 } };
const finding = (file: string) => ({
  file,
  range: RANGE,
  rule: "tone/negative",
  severity: "information" as const,
  score: 0.9,
  message: "It reads negative.",
});

describe("toSarif", () => {
  it("has each finding with its rule, place and rank", () => {
    const [run, ...more] = toSarif({
      version: "1.2.3",
      rules: RULES,
      findings: [finding("a.md")],
      failures: [],
      precisions: [],
    }).runs;
    assert.deepEqual(more, []);
    assert.deepEqual(run?.results, [
      {
        ruleId: "tone/negative",
        ruleIndex: 0,
        level: "note",
        message: { text: "It reads negative." },
        rank: 90,
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "a.md" },
              region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 31, charOffset: 27, charLength: 24 },
            },
          },
        ],
      },
    ]);
    assert.deepEqual([run.tool.driver.name, run.tool.driver.version], ["Cloze", "1.2.3"]);
    assert.equal(run.tool.driver.rules?.[0]?.id, "tone/negative");
    assert.equal(run.columnKind, "utf16CodeUnits");
  });

  for (const [severity, level] of [
    ["error", "error"],
    ["warning", "warning"],
    ["information", "note"],
    ["hint", "note"],
  ] as const) {
    it(`calls ${severity} ${level}`, () => {
      const { runs } = toSarif({
        version: "",
        rules: RULES,
        findings: [{ ...finding("a.md"), severity }],
        failures: [],
        precisions: [],
      });
      assert.equal(runs[0]?.results?.[0]?.level, level);
    });
  }

  const absolute = path.resolve("a b.md");
  for (const [file, uri] of [
    [path.join("docs", "a.md"), "docs/a.md"],
    ["a b#1?.md", "a%20b%231%3F.md"],
    ["\u00fc.md", "%C3%BC.md"],
    [path.join("..", "a.md"), "../a.md"],
    [absolute, pathToFileURL(absolute).href],
  ] as const) {
    it(`names ${path.basename(file)} as an address: ${path.basename(uri)}`, () => {
      const { runs } = toSarif({ version: "", rules: RULES, findings: [finding(file)], failures: [], precisions: [] });
      assert.match(JSON.stringify(runs), new RegExp(`"artifactLocation":{"uri":"${uri.replace(/[.?]/g, "\\$&")}"}`));
    });
  }

  it("says what is found as it stands: no argument, no link", () => {
    const message = "Mostly for {0} and [x](https://example.com), not [y] or {z}.";
    const { runs } = toSarif({
      precisions: ["int8"],
      version: "",
      rules: RULES,
      findings: [{ ...finding("a.md"), message }],
      failures: [{ file: "a.md", message }],
    });
    const escaped = "Mostly for {{0}} and [x\\](https://example.com), not [y] or {z}.";
    assert.equal(runs[0]?.results?.[0]?.message.text, escaped);
    assert.equal(runs[0].invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text, escaped);
  });

  it("says which files could not be checked, and that the run was no success", () => {
    const failures = [{ file: "a.md", message: "no such file" }];
    const [run] = toSarif({ version: "", rules: RULES, findings: [], failures, precisions: [] }).runs;
    assert.deepEqual(run?.invocations, [
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: "error",
            message: { text: "no such file" },
            locations: [{ physicalLocation: { artifactLocation: { uri: "a.md" } } }],
          },
        ],
      },
    ]);
    assert.deepEqual(run.results, []);
  });
});

import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, Notification, Region, ReportingDescriptor, Result } from "sarif";
import type { Rule } from "../../lint/rule";
import type { Severity } from "../../lint/ruleSetting";
import type { Position } from "../../text/spans/lineIndex";

export interface SarifFinding {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly score: number;
  readonly message: string;
  /** Where files are compared with an earlier state: whether the sentence is new, and the score of an edited one before. */
  readonly change?: "new" | "edited";
  readonly before?: number;
  /** Names it by what is marked, not by its place: two uploads of one finding are one. */
  readonly key?: string;
  readonly fix?: { readonly range: SarifFinding["range"]; readonly text: string } | undefined;
}

export interface SarifRun {
  /** Of Cloze. */
  readonly version: string;
  /** All that there are. */
  readonly rules: readonly Rule[];
  readonly findings: readonly SarifFinding[];
  /** What was computed in. */
  readonly precisions: readonly string[];
  /** Files that could not be checked, and why. */
  readonly failures: readonly { readonly file: string; readonly message: string }[];
}

/** Findings as tools that collect them read them, a code host's among them. Source: SARIF 2.1.0, OASIS Standard, 2020. */
export function toSarif({ version, rules, findings, failures, precisions }: SarifRun): Log {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Cloze",
            version,
            rules: rules.map(toDescriptor),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          { executionSuccessful: failures.length === 0, toolExecutionNotifications: failures.map(toNotification) },
        ],
        results: findings.map((finding) => toResult(finding, rules)),
        ...(precisions.length > 0 && { properties: { precisions } }),
      },
    ],
  };
}

function toDescriptor({ id, name, description }: Rule): ReportingDescriptor {
  return {
    id,
    name,
    shortDescription: { text: description },
    help: {
      text: "Comments leave out sentences: cloze-disable-next-line, cloze-disable-line, or cloze-disable to cloze-enable.",
    },
    defaultConfiguration: { level: "note" },
  };
}

const LEVELS: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

function toResult(finding: SarifFinding, rules: readonly Rule[]): Result {
  const { file, range, rule, severity, score, message, fix, change, before, key } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: LEVELS[severity],
    message: { text: escapeMessage(message) },
    rank: Math.round(score * 1000) / 10,
    ...(key !== undefined && { partialFingerprints: { "clozeFinding/v1": key } }),
    ...(change && { baselineState: change === "new" ? "new" : "updated" }),
    ...(before !== undefined && { properties: { before } }),
    locations: [{ physicalLocation: { artifactLocation: { uri: toUri(file) }, region: toRegion(range) } }],
    ...(fix && {
      fixes: [
        {
          artifactChanges: [
            {
              artifactLocation: { uri: toUri(file) },
              replacements: [{ deletedRegion: toRegion(fix.range), insertedContent: { text: fix.text } }],
            },
          ],
        },
      ],
    }),
  };
}

function toRegion({ start, end }: SarifFinding["range"]): Region {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  };
}

function toNotification({ file, message }: SarifRun["failures"][number]): Notification {
  return {
    level: "error",
    message: { text: escapeMessage(message) },
    locations: [{ physicalLocation: { artifactLocation: { uri: toUri(file) } } }],
  };
}

/** SARIF reads `{0}` as a place for an argument and `[x](y)` as a link (3.11.5 and 3.11.6). */
function escapeMessage(text: string): string {
  return text.replace(/\{(\d+)\}/g, "{{$1}}").replaceAll("](", "\\](");
}

/** Relative paths stay so: relative to where the command ran, for most the root of the repository. */
function toUri(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(path.sep).map(encodeURIComponent).join("/");
}

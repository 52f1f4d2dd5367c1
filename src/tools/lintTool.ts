import * as z from "zod/mini";
import { LOCATED_FINDING } from "../lint/located/locatedFinding";
import { isOwnId } from "../lint/mutedRules";
import { listRuleIds, RULES } from "../lint/rules";
import { LEVELS } from "../lint/ruleSetting";
import type { ValueOf } from "../schema/requestSchema";
import { DOCUMENT_FORMATS, findFormat, type Format } from "../text/formats/format";
import { quote } from "../wording/quote";
import type { Tool } from "./tool";
import { ToolError } from "./toolError";

const MOST_FINDINGS = 1000;
const IDS = RULES.map(({ id }) => id).join(", ");

/** What names files of the folders that a tool may read. */
export const FILES = z
  .array(z.string())
  .check(
    z.minLength(1),
    z.describe(
      'Files, folders, or patterns such as "docs/**/*.md", relative to the folder that is worked in. A folder stands for the documents in it.',
    ),
  );

const input = z.strictObject({
  text: z.optional(z.string()).check(z.describe("A text to check. Give this or `files`.")),
  format: z
    .optional(z.string())
    .check(
      z.describe(
        "How `text` is read: markdown, plaintext, html, latex, rst, …, or a programming language, of which comments are read. Default: plaintext.",
      ),
    ),
  files: z.optional(FILES),
  rules: z
    .optional(z.array(z.string()))
    .check(z.describe(`Ids of the rules to run: ${IDS}. Default: all that are on.`)),
  level: z
    .optional(z.enum(LEVELS.filter((level) => level !== "off")))
    .check(z.describe('How much to point at: "few" is only what is surest. Default: as the project says, else some.')),
  top: z
    .optional(z.int().check(z.minimum(1), z.maximum(MOST_FINDINGS)))
    .check(z.describe(`Most findings, 1 to ${MOST_FINDINGS}. Default: 100.`)),
});
const output = z.strictObject({
  findings: z
    .array(
      z.strictObject({
        file: z.optional(z.string()).check(z.describe("Absent where a text was given.")),
        ...LOCATED_FINDING,
        text: z.string().check(z.describe("What is pointed at, as it stands there.")),
      }),
    )
    .check(z.describe("In the order of the files, and then of the text.")),
  more: z.int().check(z.describe("Findings beyond those that are listed.")),
  files: z.int().check(z.describe("How many files, or texts, were read.")),
  sentences: z.int().check(z.describe("How many sentences were checked.")),
  failures: z
    .array(z.strictObject({ file: z.optional(z.string()), message: z.string() }))
    .check(z.describe("What could not be checked, and why.")),
});

export type LintAsked = ValueOf<typeof input>;
export type LintAnswer = ValueOf<typeof output>;

export const lintTool: Tool<typeof input, typeof output> = {
  title: "Check Tone and Words",
  description:
    'Points at words that are words but not the ones meant ("form" for "from", "a" for "an", doubled, missing) and at negative sentences, in an English text or in documents and comments of programs, by a model on this machine. Each finding says where it stands, how sure the model is, and mostly a fix. Use it to proofread what you wrote; findings are suggestions to judge.',
  input,
  output,
  run: (host, asked, options) => {
    const { text, files, format, rules } = asked;
    if ((text === undefined) === (files === undefined)) {
      const found = text === undefined ? 'neither "text" nor "files"' : '"text" and "files"';
      throw new ToolError("bad-request", `lint: ${found}, expected one of them`);
    }
    if (files !== undefined && format !== undefined) {
      throw new ToolError("bad-request", 'lint: "format" is for "text": files are read as their names say');
    }
    selectToolFormat(asked);
    const unknown = rules?.find((id) => !isOwnId(id) && !RULES.some((rule) => rule.id === id));
    if (unknown !== undefined) {
      throw new ToolError("bad-request", `lint: "rules" names ${quote(unknown)}, expected some of ${listRuleIds()}`);
    }
    return host.lint(asked, options);
  },
};

/** The findings that are wanted, and how many there are beyond. */
export function cutFindings<T>(findings: readonly T[], { top = 100 }: Pick<LintAsked, "top">) {
  return { findings: findings.slice(0, top), more: Math.max(0, findings.length - top) };
}

/** How the text is read. @throws {ToolError} `bad-request` for a name that is neither one of ours nor VS Code's. */
export function selectToolFormat({ format = "plaintext" }: Pick<LintAsked, "format">): Format {
  const found = findFormat(format);
  if (found !== undefined) return found;
  const names = `${DOCUMENT_FORMATS.join(", ")}, or VS Code's identifier of a language`;
  throw new ToolError("bad-request", `lint: "format" is ${quote(format)}, expected ${names}`);
}

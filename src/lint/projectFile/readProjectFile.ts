import * as l10n from "@vscode/l10n";
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { LineIndex } from "../../text/spans/lineIndex";
import { describeIssue } from "./describeIssue";
import { isSentenceHash } from "./hashSentence";
import { nameJsonFault } from "./nameJsonFault";
import { PROJECT_FILE, type ProjectFields, ProjectFile } from "./projectFile";
import { ProjectFileError } from "./projectFileError";
import { projectFileSchema } from "./projectFileSchema";
import { quoteFound } from "./quoteFound";

/** A sentence that is accepted may hold some. */
const MOST_DEPTH = 1000;
const HASH = /^sha256:[0-9a-f]{64}$/i;

/**
 * Reads the bytes of a `.cloze.json`.
 *
 * @throws {ProjectFileError} whose message names the place, what stands there and what is expected.
 */
export function readProjectFile(bytes: Uint8Array): ProjectFile {
  const source = parse(decode(bytes));
  const value = getNodeValue(source.root) as unknown;
  const { data, error } = projectFileSchema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue !== undefined) {
    const path = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
    fail(source, path, describeIssue("", projectFileSchema, value, issue));
  }
  const index = data?.accepted?.findIndex((text) => isSentenceHash(text) && !HASH.test(text)) ?? -1;
  if (index >= 0) {
    const found = quoteFound(data?.accepted?.[index]);
    const what = l10n.t('{0} is {1}, expected 64 hexadecimal digits after "sha256:"', `accepted[${index}]`, found);
    fail(source, ["accepted", index], what);
  }
  return new ProjectFile(data as ProjectFields);
}

interface Source {
  readonly text: string;
  readonly root: Node;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ProjectFileError("bad-json", l10n.t("{0} is not UTF-8 text.", PROJECT_FILE), { cause });
  }
}

/** Not by `JSON.parse`, which does not always say where the fault is. */
function parse(text: string): Source {
  if (isDeep(text))
    throw new ProjectFileError("bad-json", l10n.t("{0} is nested deeper than {1} brackets.", PROJECT_FILE, MOST_DEPTH));
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error === undefined && root !== undefined) return { text, root };
  const what = nameJsonFault(error === undefined ? "ValueExpected" : printParseErrorCode(error.error));
  throw new ProjectFileError("bad-json", locate(text, error?.offset ?? 0, l10n.t("this is not JSON: {0}", what)));
}

/** The parser calls itself for every bracket, and what it is asked for has three of them. Brackets in strings count too. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const { 0: bracket } of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}

function fail({ text, root }: Source, path: readonly PropertyKey[], what: string): never {
  const keys = path.map((key) => (typeof key === "number" ? key : String(key)));
  const offset = findNodeAtLocation(root, keys)?.offset ?? root.offset;
  throw new ProjectFileError("bad-value", locate(text, offset, what));
}

function locate(text: string, offset: number, what: string): string {
  const { line, column } = new LineIndex(text).positionAt(offset);
  return l10n.t("{0}: line {1}, column {2}: {3}.", PROJECT_FILE, line, column, what);
}

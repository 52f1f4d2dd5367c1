/* eslint-disable language/untranslated -- agents read what tools answer: it is English, as their inputs are */
import * as vscode from "vscode";
import { locateFinding } from "../../lint/located/locateFinding";
import { listRuleRuns, type RuleRun } from "../../lint/ruleRun";
import { listRuleIds } from "../../lint/rules";
import { LineIndex } from "../../text/spans/lineIndex";
import { cutFindings, type LintAnswer, type LintAsked, selectToolFormat } from "../../tools/lintTool";
import type { ReadTexts } from "../../tools/similarTool";
import type { ToolHost, ToolOptions } from "../../tools/tool";
import { ToolError } from "../../tools/toolError";
import { quote } from "../../wording/quote";
import type { LintPolicy } from "../lint/lintPolicy";
import { type FileSentences, findTextSentences, readFileSentences } from "../lint/readFileSentences";
import { findInFiles } from "../lint/workspace/findInFiles";
import type { WorkspaceFile } from "../lint/workspace/listWorkspaceFiles";
import type { Services } from "../services";
import type { WorkspaceTexts } from "../similar/workspaceTexts";
import { listAllFiles, listNamedFiles } from "./listNamedFiles";

export interface EditorToolParts {
  readonly services: Services;
  readonly policy: LintPolicy;
  readonly token: vscode.CancellationToken;
  /** Kept between calls: a file that did not change is read once. */
  readonly workspace: WorkspaceTexts;
}

/** Tools in the editor: the models of its settings, the files of its workspace as they are in open editors. */
export function createEditorTools({ services, policy, token, workspace }: EditorToolParts): ToolHost {
  return {
    engine: services.engine,
    resolve: (purpose) => services.models.resolve(purpose),
    lint: async (asked, options) => {
      await policy.ready;
      const { text, files = [] } = asked;
      const read =
        text === undefined
          ? await readNamed(services, await listNamedFiles(policy, files, token), options)
          : await readGiven(services, policy, { text, asked });
      return checkTexts({ services, policy, token, workspace }, { ...read, asked }, options);
    },
    readTexts: async (names, { signal }) => {
      await policy.ready;
      const named = await (names ? listNamedFiles(policy, names, token) : listAllFiles(policy, token));
      const { texts, unread } = await workspace.read({ token, signal, report: () => undefined }, named);
      const failures = unread === 0 ? [] : [{ file: "", message: `${unread} files could not be read` }];
      return {
        texts,
        failures,
        locate: createLocator(),
      };
    },
  };
}

interface Read {
  readonly files: readonly FileSentences[];
  readonly failures: LintAnswer["failures"];
}

async function readNamed(services: Services, files: readonly WorkspaceFile[], { signal }: ToolOptions): Promise<Read> {
  const read: FileSentences[] = [];
  const failures: LintAnswer["failures"][number][] = [];
  for (const file of files) {
    signal.throwIfAborted();
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.uri.toString());
    const found = open
      ? await findTextSentences(services.prose, file, open.getText())
      : await readFileSentences(services.prose, file);
    if (found) read.push(found);
    else failures.push({ file: nameFile(file.uri), message: "is no UTF-8 text, over 2 MB, too hard to read, or gone" });
  }
  return { files: read, failures };
}

async function readGiven(
  { prose }: Services,
  policy: LintPolicy,
  { text, asked }: { readonly text: string; readonly asked: LintAsked },
): Promise<Read> {
  const file = { uri: vscode.Uri.from({ scheme: "untitled", path: "text" }), policy: policy.read(undefined) };
  const found = await findTextSentences(prose, file, text, selectToolFormat(asked));
  return found ? { files: [found], failures: [] } : { files: [], failures: [{ message: "takes too long to read" }] };
}

async function checkTexts(
  { services, policy }: EditorToolParts,
  { files: read, failures, asked }: Read & { readonly asked: LintAsked },
  { signal, onProgress }: ToolOptions,
): Promise<LintAnswer> {
  const files = read.map((file) => selectRules(policy, file, asked));
  let done = 0;
  const onRead = (more: number) => onProgress?.((done += more));
  const found = await findInFiles(services, files, { signal, onRead });
  const all: LintAnswer["findings"][number][] = [];
  for (const [file, findings] of found) {
    const isFile = asked.text === undefined;
    const wanted = isFile
      ? policy.selectWanted(file.uri, findings, ({ finding, sentence }) => ({
          ...{ rule: finding.rule, sentence, word: finding.word },
        }))
      : findings;
    if (wanted.length === 0) continue;
    const lines = new LineIndex(file.text);
    const sorted = [...wanted].sort((a, b) => a.finding.span.start - b.finding.span.start);
    for (const { run, finding, precision } of sorted) {
      all.push({
        ...(isFile && { file: nameFile(file.uri) }),
        ...locateFinding({ ...finding, severity: run.severity, precision }, lines),
        text: file.text.slice(finding.span.start, finding.span.end),
      });
    }
  }
  const sentences = files.reduce((sum, { indices }) => sum + indices.length, 0);
  return { ...cutFindings(all, asked), files: files.length, sentences, failures };
}

/** @throws {ToolError} `bad-request` for a rule that there is not. */
function selectRules(policy: LintPolicy, file: FileSentences, { rules, level }: LintAsked): FileSentences {
  const { runs: on } = file.policy;
  const named = rules?.map((id): RuleRun => {
    const rule = policy.listRules(file.uri).find((each) => each.id === id);
    const run = on.find((each) => each.rule.id === id) ?? (rule && listRuleRuns([rule], [])[0]);
    if (run !== undefined) return run;
    const known = listRuleIds(policy.listRules(file.uri));
    throw new ToolError("bad-request", `lint: "rules" names ${quote(id)}, expected some of ${known}`);
  });
  const runs = (named ?? on).map((run) =>
    level === undefined ? run : { ...run, threshold: run.rule.thresholds[level] },
  );
  return { ...file, policy: { ...file.policy, runs }, indices: file.sentences.listChecked(runs) };
}

/** As the person sees it: relative to the workspace. */
function nameFile(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

/** Counts the lines of each file that something was found in once. */
function createLocator(): ReadTexts["locate"] {
  const known = new Map<string, Promise<LineIndex | undefined>>();
  return async ({ file, span }) => {
    const uri = vscode.Uri.parse(file);
    const index = known.get(file) ?? countLines(uri);
    known.set(file, index);
    const lines = await index;
    return {
      file: nameFile(uri),
      ...(lines && { range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) } }),
    };
  };
}

async function countLines(uri: vscode.Uri): Promise<LineIndex | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return new LineIndex(open.getText());
  try {
    return new LineIndex(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    // It is gone since it was read.
    return undefined;
  }
}

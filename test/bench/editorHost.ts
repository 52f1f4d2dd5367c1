import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import * as vscode from "vscode";
import { recordLog } from "../integration/access";
import { closeAll, openText } from "../integration/openText";
import { recordStretches } from "../integration/recordStretches";
import { waitFor } from "../integration/waitFor";
import { writeLongMarkdown } from "../integration/writeLongMarkdown";
import { type EditorFigures, type EditorOptions, OPTIONS_VARIABLE } from "./editorFigures";

/** A mark that does not come in this time never comes. */
const LIMIT_MS = 30_000;
/** Between two looks: what a time may be too long by. */
const LOOK_MS = 1;

/** Edits before the first that counts: their code is compiled meanwhile. */
const WARM_EDITS = 5;

/** Called in the extension host of a real VS Code, where Cloze runs. */
export async function run(): Promise<void> {
  const options = JSON.parse(readFileSync(process.env[OPTIONS_VARIABLE] ?? "", "utf8")) as EditorOptions;
  const marks = await measureMarks(options);
  await closeAll();
  const figures: EditorFigures = { ...marks, stretches: await measureStretches(options) };
  writeFileSync(options.results, JSON.stringify(figures));
}

/** Clear enough for any model. */
function writeNegative(index: number): string {
  return `This is a terrible and stupid part, number ${index}, and I hated it.`;
}

/** Writes one sentence of a document anew and anew; the tones of all others are known. */
async function measureMarks({ parts, edits }: EditorOptions): Promise<Pick<EditorFigures, "marks" | "checks">> {
  const log = await recordLog();
  const readChecks = () => [...log.text.matchAll(/lint: \d+ sentences, (\d+) new, .* (\d+) ms/g)];
  let sentence = writeNegative(0);
  const { document } = await openText(`${parts[0]}${sentence}\n\n${parts[1]}`);
  await waitFor(() => readChecks().length === 1);
  const marks: number[] = [];
  for (let index = 1; index <= WARM_EDITS + edits; index += 1) {
    const start = document.positionAt(parts[0].length);
    const range = new vscode.Range(start, start.translate(0, sentence.length));
    sentence = writeNegative(index);
    const from = performance.now();
    await replace(document, range, sentence);
    await waitForMark(document, sentence);
    marks.push(performance.now() - from);
    await waitFor(() => readChecks().length === index + 1);
  }
  const checks = readChecks().slice(1);
  log.dispose();
  const known = checks.findIndex(([, count]) => count !== "1");
  if (known >= 0) throw new Error(`check ${known + 1}: ${checks[known]![1]} new sentences, expected 1`);
  return { marks: marks.slice(WARM_EDITS), checks: checks.slice(WARM_EDITS).map(([, , ms]) => Number(ms)) };
}

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
}

/** Looks again and again: VS Code's event of new diagnostics comes up to 50 ms after them. */
async function waitForMark(document: vscode.TextDocument, sentence: string): Promise<void> {
  const start = performance.now();
  const isMarked = () =>
    vscode.languages
      .getDiagnostics(document.uri)
      .some(({ source, range }) => source === "Cloze" && document.getText(range) === sentence);
  while (!isMarked()) {
    if (performance.now() - start > LIMIT_MS) throw new Error(`no mark after ${LIMIT_MS} ms, expected one`);
    await setTimeout(LOOK_MS);
  }
}

/** The longest stretch while a megabyte is opened and checked, then after each of some edits of it. */
async function measureStretches({ rounds }: EditorOptions): Promise<readonly number[]> {
  const log = await recordLog();
  const countChecks = () => [...log.text.matchAll(/lint: \d{4,} sentences/g)].length;
  const found: number[] = [];
  const record = async (change: () => Promise<unknown>) => {
    const recording = await recordStretches();
    await change();
    await waitFor(() => countChecks() === found.length + 1);
    found.push((await recording.stop())[0]?.ms ?? 0);
  };
  let document: vscode.TextDocument | undefined;
  await record(async () => ({ document } = await openText(writeLongMarkdown())));
  for (let round = 1; round <= rounds; round += 1) {
    const start = new vscode.Range(0, 0, 0, 0);
    await record(() => replace(document!, start, `# Round ${round}\n\nSentence ${round} stands here.\n\n`));
  }
  log.dispose();
  return found;
}

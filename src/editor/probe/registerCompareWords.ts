import * as vscode from "vscode";
import { formatCounted } from "../../wording/formatCounted";
import { COMMANDS } from "../commands";
import { registerEditorCommand } from "../registerEditorCommand";
import type { Services } from "../services";
import { notify, pickRow, showCancellable } from "../surface";
import { describeRows, type Row, writeTable } from "./describeRows";
import { readProbe } from "./readProbe";

/** Compares the words of the template at the cursor, and lists them with a bar a row. */
export function registerCompareWords(services: Services): vscode.Disposable {
  return registerEditorCommand({
    id: COMMANDS.compareWords,
    what: "compare the words",
    log: services.log,
    run: async (editor) => {
      const written = await readSentence(services, editor);
      const probe = readProbe(written);
      const rows = await showCancellable("Cloze compares words", (_, token) => ask(services, probe, token));
      const title = `Compare Words: ${written}`;
      const placeHolder = "How far each moves the model, beyond its prior. Enter copies the table";
      if ((await pickRow(describeRows(rows), { title, placeHolder })) === undefined) return;
      await vscode.env.clipboard.writeText(writeTable(rows));
      notify("information", `Copied ${formatCounted(rows.length, "row")}.`);
    },
  });
}

/** The sentence at the cursor, without its markup; the line, where there is no prose. */
async function readSentence({ prose }: Services, { document, selection }: vscode.TextEditor): Promise<string> {
  const sentences = await prose.read(document);
  const index = sentences.findIndex(document.offsetAt(selection.active));
  return index === undefined ? document.lineAt(selection.active.line).text.trim() : sentences.at(index).text;
}

async function ask(
  { engine, models }: Services,
  { text, words, slot }: ReturnType<typeof readProbe>,
  token: vscode.CancellationToken,
): Promise<readonly Row[]> {
  const ended = new AbortController();
  const listener = token.onCancellationRequested(() => ended.abort());
  try {
    const model = await models.resolve("text");
    return (await engine.request("probe", { model, text, words, slot }, { signal: ended.signal })).rows;
  } finally {
    listener.dispose();
  }
}

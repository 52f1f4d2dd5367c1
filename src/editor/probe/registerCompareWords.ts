import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Requests } from "../../engine/protocol/protocol";
import { COMMANDS } from "../commands";
import { registerEditorCommand } from "../registerEditorCommand";
import type { Services } from "../services";
import { showCancellable } from "../surface";
import { ProbePanel } from "./probePanel";
import { readProbe } from "./readProbe";
import { toPanelRow } from "./toPanelRow";
import { writeTable } from "./writeTable";

/** Compares the words of the template at the cursor, and draws a bar a row in a panel. */
export function registerCompareWords(services: Services): vscode.Disposable {
  const panel = new ProbePanel(services);
  const command = registerEditorCommand({
    id: COMMANDS.compareWords,
    what: l10n.t("Cloze could not compare the words"),
    log: services.log,
    run: async (editor) => {
      const written = await readSentence(services, editor);
      const probe = readProbe(written);
      const { rows, precision } = await showCancellable(l10n.t("Cloze compares words"), (_, token) =>
        ask(services, probe, token),
      );
      const model = services.models.info("text")?.name ?? "";
      panel.show({ probe: { text: written, rows: rows.map(toPanelRow), model, precision }, table: writeTable(rows) });
    },
  });
  return vscode.Disposable.from(command, panel);
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
): Promise<Requests["probe"]["result"]> {
  const ended = new AbortController();
  const listener = token.onCancellationRequested(() => ended.abort());
  try {
    const model = await models.resolve("text");
    return await engine.request("probe", { model, text, words, slot }, { signal: ended.signal });
  } finally {
    listener.dispose();
  }
}

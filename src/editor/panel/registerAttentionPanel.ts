import * as vscode from "vscode";
import type { Prose } from "../../text/spans/sentence";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { registerEditorCommand } from "../registerEditorCommand";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { notify } from "../surface";
import { toErrorCode } from "../toErrorCode";
import { toSpan } from "../toSpan";
import { AttentionPanel } from "./attentionPanel";
import { type FindingPlace, readFindingPlace } from "./findingPlace";
import { type PanelPlace, selectPlaces } from "./panelPlace";
import { type PanelSource, readSource } from "./panelSource";
import { readSides } from "./readSides";
import { restorePanel } from "./restorePanel";

/** Also named by the activation event `onWebviewPanel:cloze.attention`. */
const VIEW_TYPE = "cloze.attention";
const TITLE = "Tokens and Attention";
/** What the tour goes through where there is no text: with a word of several pieces, and one that its neighbours give away. */
const TOUR_TEXT = "She put the kettle on and made a cup of tea.";

/** The command that opens the panel, and the panel's return when VS Code restarts. There is one panel at a time. */
export function registerAttentionPanel(services: Services): vscode.Disposable {
  let panel: AttentionPanel | undefined;
  const own = (webviewPanel: vscode.WebviewPanel): AttentionPanel => {
    const owned = new AttentionPanel(services, webviewPanel);
    panel = owned;
    webviewPanel.onDidDispose(() => {
      owned.dispose();
      if (panel === owned) panel = undefined;
    });
    return owned;
  };
  const command = registerEditorCommand({
    id: COMMANDS.showAttention,
    what: "show tokens and attention",
    log: services.log,
    run: async (editor, argument) => {
      const finding = readFindingPlace(argument);
      const { source, sides } = await (finding ? readFinding(services, finding) : readSelections(services, editor));
      panel ??= own(openPanel());
      panel.revealBeside(editor);
      panel.show(source, sides);
      panel.revealText();
    },
  });
  const save = vscode.commands.registerCommand(COMMANDS.exportView, () => {
    if (panel?.export() !== true)
      notify("information", "First run Show Tokens and Attention, and bring its panel to the front.");
  });
  const writing = vscode.commands.registerCommand(COMMANDS.seeText, () => {
    panel ??= own(openPanel());
    panel.begin("write");
  });
  const touring = vscode.commands.registerCommand(COMMANDS.takeTour, async () => {
    try {
      const editor = vscode.window.activeTextEditor;
      const read = panel?.hasText === true || !editor ? undefined : await findSelections(services, editor);
      panel ??= own(openPanel());
      if (read) panel.show(read.source, read.sides);
      else if (!panel.hasText) panel.showWritten({ text: TOUR_TEXT });
      panel.begin("tour");
    } catch (error) {
      reportError(services.log, "begin the tour", error);
    }
  });
  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel: async (webviewPanel, state: unknown) => {
      panel?.close();
      await restorePanel(own(webviewPanel), services, readSource(state));
    },
  });
  return vscode.Disposable.from(command, save, writing, touring, serializer, { dispose: () => panel?.close() });
}

function openPanel(): vscode.WebviewPanel {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  return vscode.window.createWebviewPanel(VIEW_TYPE, TITLE, column, { enableFindWidget: true });
}

/** What the panel is to show. It is read before the panel opens: where there is nothing to read, none opens. */
interface ReadSource {
  readonly source: PanelSource;
  readonly sides: readonly Prose[];
}

async function readSelections(services: Services, { document, selections }: vscode.TextEditor): Promise<ReadSource> {
  const places = selectPlaces(selections.map((selection) => toSpan(document, selection)));
  return { source: { uri: document.uri.toString(), places }, sides: await readSides(services, document, places) };
}

/** What is at the cursor, if it is prose. */
function findSelections(services: Services, editor: vscode.TextEditor): Promise<ReadSource | undefined> {
  return readSelections(services, editor).catch((error: unknown) => {
    if (toErrorCode(error) === "no-text") return undefined;
    throw error;
  });
}

/** @throws {EditorError} `stale` where another text stands now. */
async function readFinding(services: Services, { file, sentence, start }: FindingPlace): Promise<ReadSource> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file, true));
  const places: readonly PanelPlace[] = [{ kind: "sentence", start, end: start }];
  const sides = await readSides(services, document, places);
  if (sides.some(({ text }) => text !== sentence)) {
    throw new EditorError("stale", "The sentence changed meanwhile. Put the cursor in it, and run this again.");
  }
  return { source: { uri: document.uri.toString(), places }, sides };
}

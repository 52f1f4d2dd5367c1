import * as vscode from "vscode";
import { COMMANDS } from "../commands";
import { registerEditorCommand } from "../registerEditorCommand";
import type { Services } from "../services";
import { toSpan } from "../toSpan";
import { AttentionPanel } from "./attentionPanel";
import { selectPlaces } from "./panelPlace";
import { readSource } from "./panelSource";
import { readSides } from "./readSides";

/** Also named by the activation event `onWebviewPanel:cloze.attention`. */
const VIEW_TYPE = "cloze.attention";
const TITLE = "Tokens and Attention";

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
    run: async (editor) => {
      const { document } = editor;
      const places = selectPlaces(editor.selections.map((selection) => toSpan(document, selection)));
      // Read before the panel opens: where there is nothing to read, none opens.
      const sides = await readSides(services, document, places);
      panel ??= own(openPanel());
      panel.reveal();
      panel.show({ uri: document.uri.toString(), places }, sides);
      panel.revealText();
    },
  });
  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel: async (webviewPanel, state: unknown) => {
      panel?.close();
      await own(webviewPanel).restore(readSource(state));
    },
  });
  return vscode.Disposable.from(command, serializer, { dispose: () => panel?.close() });
}

function openPanel(): vscode.WebviewPanel {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  return vscode.window.createWebviewPanel(VIEW_TYPE, TITLE, column, { enableFindWidget: true });
}

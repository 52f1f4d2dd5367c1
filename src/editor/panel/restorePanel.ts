import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import { EditorError } from "../editorError";
import type { Services } from "../services";
import type { AttentionPanel } from "./attentionPanel";
import type { PanelSource } from "./panelSource";
import { readSides } from "./readSides";

/** Shows again what a panel showed before VS Code restarted; closes the panel if that is gone. */
export async function restorePanel(
  panel: Pick<AttentionPanel, "show" | "close">,
  services: Services,
  source: PanelSource | undefined,
): Promise<void> {
  try {
    if (!source) throw new EditorError("no-text", l10n.t("The panel's text is gone."));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri, true));
    panel.show(source, await readSides(services, document, source.places));
  } catch (error) {
    services.log.info(`panel not restored: ${toErrorCode(error)}`);
    panel.close();
  }
}

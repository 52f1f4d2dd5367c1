import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { PanelProbe } from "../../webview/messages/otherPages";
import { formatCounted } from "../../wording/formatCounted";
import { PagePanel } from "../panel/pagePanel";
import type { Services } from "../services";
import { notify } from "../surface";

/** What the panel shows. */
export interface ShownProbe {
  readonly probe: PanelProbe;
  /** As it is copied. */
  readonly table: string;
}

/** The panel of the words that are compared. */
export class ProbePanel implements vscode.Disposable {
  readonly #page: PagePanel;
  #shown: ShownProbe | undefined;

  constructor(services: Pick<Services, "extensionUri" | "log">) {
    this.#page = new PagePanel({
      services,
      viewType: "cloze.compareWords",
      title: l10n.t("Compare Words"),
      onMessage: ({ kind }) => {
        if (kind === "copy") this.#copy();
      },
    });
  }

  show(shown: ShownProbe): void {
    this.#shown = shown;
    this.#page.show({ kind: "probe", probe: shown.probe });
  }

  dispose(): void {
    this.#page.dispose();
  }

  #copy(): void {
    if (!this.#shown) return;
    const { table, probe } = this.#shown;
    void vscode.env.clipboard
      .writeText(table)
      .then(() => notify("information", l10n.t("Copied {0}.", formatCounted(probe.rows.length, "row"))));
  }
}

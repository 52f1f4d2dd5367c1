import * as l10n from "@vscode/l10n";
import type { PictureKind } from "../messages";
import type { FromPage } from "../messages/fromPage";
import { drawPicture } from "../picture/drawPicture";
import { paintPng } from "../picture/paintPng";
import { listSettings, listViewQuestions } from "../state/listViewQuestions";
import type { PanelState } from "../state/panelState";
import { VIEW_LABELS } from "../views/panelViews";

export interface ExportOptions {
  readonly state: PanelState;
  /** The part of the page with the view. */
  readonly view: HTMLElement;
  /** What the picker names: "Layer 8 head 1". */
  readonly chosen: string | undefined;
  readonly picture: PictureKind | undefined;
}

/** Says what is on screen, and draws it. What cannot be drawn is said. */
export async function exportView({ state, view, chosen, picture }: ExportOptions): Promise<FromPage> {
  const label = VIEW_LABELS[state.choices.view];
  const described = {
    kind: "exported",
    view: label,
    questions: listViewQuestions(state).map((question) => ({ ...question })),
    settings: listSettings(state),
  } as const;
  if (picture === undefined) return described;
  try {
    const name = chosen === undefined ? label : `${label}: ${chosen}`;
    const model = state.input?.model.name;
    const svg = drawPicture(view, {
      caption: [name, ...(model === undefined ? [] : [l10n.t("{0}, by Cloze", model)])],
    });
    const text = new XMLSerializer().serializeToString(svg);
    return { ...described, picture: picture === "png" ? await paintPng(view.ownerDocument, text) : text };
  } catch (error) {
    return { ...described, problem: error instanceof Error ? error.message : String(error) };
  }
}

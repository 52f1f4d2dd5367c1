import { PanelAnswers } from "../answers/panelAnswers";
import type { FromPage } from "../messages/fromPage";
import { isAttentionView } from "./panelChoices";
import type { PanelState } from "./panelState";
import { VIEW_QUESTIONS } from "./viewQuestions";

/** Everything that has to be asked to draw the chosen view anew. */
export function listViewQuestions({
  choices,
  input,
  chosenHeads,
}: Pick<PanelState, "choices" | "input" | "chosenHeads">): readonly FromPage[] {
  if (!input) return [];
  const ofHead = isAttentionView(choices.view) ? [{ kind: "attention", heads: [...chosenHeads] } as const] : [];
  return [...ofHead, ...(VIEW_QUESTIONS[choices.view].listMissing?.(choices, input, new PanelAnswers(input)) ?? [])];
}

/** What was chosen, apart from the view, as an export states it. Text is not among it. */
export function listSettings({
  choices,
  controls,
  chosenHead,
  stage,
}: Pick<PanelState, "choices" | "controls" | "chosenHead" | "stage">): Readonly<
  Record<string, string | number | boolean>
> {
  const chosen: object = { ...choices, ...controls, ...chosenHead, stage };
  const settings = Object.entries(chosen) as [string, unknown][];
  return Object.fromEntries(settings.filter(isSetting));
}

/** Belongs to the panel, not to the view. */
const OF_PANEL = ["view", "place", "follow", "kept", "linked", "tour"];

function isSetting(entry: [string, unknown]): entry is [string, string | number | boolean] {
  return !OF_PANEL.includes(entry[0]) && ["string", "number", "boolean"].includes(typeof entry[1]);
}

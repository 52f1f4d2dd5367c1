import type { PanelAnswers } from "../answers/panelAnswers";
import { hasCharacters } from "../answers/tokenKind";
import type { FromPage, PanelInput } from "../messages";
import type { PanelChoices } from "./panelChoices";

/** Answers about all layers are asked for when they are first to be seen: what the chosen view lacks. */
export function listMissing(
  { view, pinned }: Pick<PanelChoices, "view" | "pinned">,
  input: PanelInput,
  answers: PanelAnswers,
): readonly FromPage[] {
  switch (view) {
    case "heads":
    case "vectors":
      return answers[view] ? [] : [{ kind: view }];
    case "layers": {
      const position = findMasked(input, pinned);
      if (answers.layers && answers.layers.position === position) return [];
      return [{ kind: "layers", ...(position !== undefined && { position }) }];
    }
    default:
      return [];
  }
}

/** The chosen token is masked for the view of layers, unless the first text has masks of its own. */
export function findMasked({ tokens, model }: PanelInput, pinned: number | undefined): number | undefined {
  const token = pinned === undefined ? undefined : tokens[pinned];
  if (!model.hasMlm || tokens.some(({ kind, segment }) => kind === "mask" && segment === 0)) return undefined;
  return token?.segment === 0 && hasCharacters(token) ? pinned : undefined;
}

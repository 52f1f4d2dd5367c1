import { listHeads } from "../../wording/nameHeads";
import type { LayersAnswer } from "../answers/panelAnswers";
import type { HeadChoice, PanelInput } from "../messages";
import type { PanelChoices } from "./panelChoices";
import { findMasked } from "./viewQuestions";

export interface Chosen {
  readonly choices: PanelChoices;
  readonly input: PanelInput;
  /** The head chosen last. */
  readonly head: HeadChoice;
  /** Those whose mean is shown. */
  readonly heads: readonly HeadChoice[];
}

/** Whether an answer is about what is chosen now: it may be a late one to an earlier choice. */
export function isOfChosen(answer: LayersAnswer, { choices, input, head, heads }: Chosen): boolean {
  const { withoutSpecial, pinned } = choices;
  switch (answer.kind) {
    case "attention":
      return listHeads(answer.heads) === listHeads(heads);
    case "neurons":
      return isSameHead(answer, head);
    case "rollout":
      return answer.withoutSpecial === withoutSpecial;
    case "flow":
      return answer.withoutSpecial === withoutSpecial && answer.position === pinned;
    case "layers":
      return answer.position === findMasked(input, pinned);
    default:
      return true;
  }
}

export function isSameHead(a: HeadChoice, b: HeadChoice): boolean {
  return a.layer === b.layer && a.head === b.head;
}

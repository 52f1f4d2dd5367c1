import { listHeads } from "../../wording/names/nameHeads";
import type { LayersAnswer } from "../answers/panelAnswers";
import type { HeadChoice, PanelInput } from "../messages";
import { findFilled } from "./findFilled";
import type { PanelChoices } from "./panelChoices";
import { findMasked, isSameComparison, isSameMask } from "./viewQuestions";

/** What is chosen now, and the text of which it is chosen. */
export interface Chosen {
  readonly input: PanelInput | undefined;
  readonly choices: PanelChoices;
  /** The head chosen last. */
  readonly head: HeadChoice;
  /** Those whose mean is shown. */
  readonly heads: readonly HeadChoice[];
}

/** Whether an answer is to what is chosen now: a late one to an earlier choice is not. */
export function isOfChosen(answer: LayersAnswer, { input, choices, head, heads }: Chosen): boolean {
  const { withoutSpecial, pinned, masked, against } = choices;
  switch (answer.kind) {
    case "attention":
      return listHeads(answer.heads) === listHeads(heads);
    case "mask":
      return isSameMask(answer, { positions: masked, ...head });
    case "compare":
      return (
        input !== undefined &&
        isSameComparison(answer, { against: against ?? answer.against, heads, position: findFilled(input, pinned) })
      );
    case "neurons":
      return isSameHead(answer, head);
    case "rollout":
      return answer.withoutSpecial === withoutSpecial;
    case "flow":
      return answer.withoutSpecial === withoutSpecial && answer.position === pinned;
    case "layers":
      return input !== undefined && answer.position === findMasked(input, pinned);
    default:
      return true;
  }
}

export function isSameHead(a: HeadChoice, b: HeadChoice): boolean {
  return a.layer === b.layer && a.head === b.head;
}

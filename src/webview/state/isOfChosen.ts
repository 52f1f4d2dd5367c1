import type { LayersAnswer } from "../answers/panelAnswers";
import type { HeadChoice, PanelInput } from "../messages";
import type { PanelChoices } from "./panelChoices";
import { findMasked, isSameMask } from "./viewQuestions";

/** What is chosen now, and the text of which it is chosen. */
export interface Chosen {
  readonly input: PanelInput | undefined;
  readonly choices: PanelChoices;
  readonly head: HeadChoice;
}

/** Whether an answer is to what is chosen now: a late one to an earlier choice is not. */
export function isOfChosen(answer: LayersAnswer, { input, choices, head }: Chosen): boolean {
  switch (answer.kind) {
    case "attention":
      return isSameHead(answer, head);
    case "mask":
      return isSameMask(answer, { positions: choices.masked, ...head });
    case "layers":
      return input !== undefined && answer.position === findMasked(input, choices.pinned);
    default:
      return true;
  }
}

export function isSameHead(a: HeadChoice, b: HeadChoice): boolean {
  return a.layer === b.layer && a.head === b.head;
}

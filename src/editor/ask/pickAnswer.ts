import type * as vscode from "vscode";
import { formatPercent } from "../../wording/formatPercent";
import { createPick, type PickRow, setPickTitle, showRows } from "../surface";

/** An answer, and where it stands in the document. */
export interface PlacedAnswer {
  readonly range: vscode.Range;
  readonly text: string;
  /** What stands around it. */
  readonly around: string;
  readonly probability: number;
}

export interface AnswerList {
  readonly question: string;
  /** The likeliest first. */
  readonly answers: readonly PlacedAnswer[];
  /** The probability that the document has no answer. */
  readonly none: number;
  /** Called with the answer that is active; `undefined` for none. */
  readonly preview: (answer: PlacedAnswer | undefined) => void;
}

type Row = PickRow & { readonly answer?: PlacedAnswer };

/**
 * Lists the answers, the best one active: the arrow keys go to the next best.
 *
 * @param signal - Aborting closes the list.
 * @returns The answer that was chosen; `undefined` when the list was closed without one.
 */
export async function pickAnswer(list: AnswerList, signal: AbortSignal): Promise<PlacedAnswer | undefined> {
  const pick = createPick<Row>();
  setPickTitle(pick, list.question);
  pick.placeholder = "Arrow keys show the next best in the text, Enter stays there, Escape goes back";
  pick.items = showRows(listRows(list));
  const chosen = new Promise<PlacedAnswer | undefined>((resolve) => {
    pick.onDidHide(() => resolve(undefined));
    pick.onDidAccept(() => resolve(pick.activeItems[0]?.row.answer));
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  pick.onDidChangeActive(([item]) => list.preview(item?.row.answer));
  pick.show();
  try {
    return await chosen;
  } finally {
    pick.dispose();
  }
}

/** That there is no answer stands first where the model finds it likelier than the best. */
function listRows({ answers, none }: AnswerList): readonly Row[] {
  const rows = answers.map((answer): Row => {
    const { text, probability, around, range } = answer;
    const place = `line ${range.start.line + 1}`;
    return {
      icon: "quote",
      label: text,
      description: `${formatPercent(probability)} · ${place}`,
      detail: around,
      answer,
    };
  });
  const isNone = none > (answers[0]?.probability ?? 0);
  const nothing: Row = {
    icon: "circle-slash",
    label: "No answer in this document",
    description: formatPercent(none),
    detail: isNone && answers.length > 0 ? "The rows below are the likeliest places all the same" : "",
  };
  return isNone ? [nothing, ...rows] : [...rows, nothing];
}

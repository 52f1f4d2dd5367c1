import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { createPick, type PickRow, setPickTitle, showRows } from "../surface";

/** An answer, and where it stands in the document. */
export interface PlacedAnswer {
  readonly range: vscode.Range;
  readonly text: string;
  /** What stands around it. */
  readonly around: string;
  readonly probability: number;
}

/** What was found. */
export interface FoundAnswers {
  /** The likeliest first. */
  readonly answers: readonly PlacedAnswer[];
  /** The probability that the document has no answer. */
  readonly none: number;
}

export interface AnswerPickerOptions {
  readonly question: string;
  ask(signal: AbortSignal, report: (done: number, total: number) => void): Promise<FoundAnswers>;
  /** Called with the answer that is active; `undefined` for none. */
  preview(answer: PlacedAnswer | undefined): void;
}

type Row = PickRow & { readonly answer?: PlacedAnswer };

/** Answers after the best that are less likely than this are noise. */
const LEAST = 0.0005;

/**
 * Lists the answers, the best one active: the arrow keys go to the next best. The list opens at once and fills when the
 * model has answered; closing it cancels.
 *
 * @param signal - Aborting closes the list.
 * @returns The answer that was chosen; `undefined` when the list was closed without one.
 * @throws whatever `ask` throws.
 */
export async function pickAnswer(options: AnswerPickerOptions, signal: AbortSignal): Promise<PlacedAnswer | undefined> {
  const pick = createPick<Row>();
  const closed = new AbortController();
  const chosen = new Promise<PlacedAnswer | undefined>((resolve) => {
    pick.onDidHide(() => resolve(undefined));
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      // Enter before the model has answered chooses nothing.
      if (item) resolve(item.row.answer);
    });
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  pick.onDidChangeActive(([item]) => options.preview(item?.row.answer));
  setPickTitle(pick, options.question);
  pick.placeholder = l10n.t("Reading the document…");
  pick.busy = true;
  pick.show();
  const report = (done: number, total: number) => {
    pick.placeholder = l10n.t("Reading the document… {0} %", Math.floor((100 * done) / total));
  };
  try {
    const fill = async () => {
      const found = await options.ask(closed.signal, report);
      if (closed.signal.aborted) return;
      pick.placeholder = l10n.t("Arrow keys show the next best in the text, Enter stays there, Escape goes back");
      pick.busy = false;
      pick.items = showRows(listRows(found));
    };
    // The list closes with the first failure, and a failure after it has closed is nobody's.
    return await Promise.race([chosen, fill().then(() => chosen)]);
  } finally {
    closed.abort();
    pick.dispose();
  }
}

/**
 * That there is no answer stands first where the model finds it likelier than the best. Rows have one line: the list
 * covers the upper part of the text, and what is active is to be seen in it.
 */
function listRows({ answers, none }: FoundAnswers): readonly Row[] {
  const rows = answers
    .filter(({ probability }, index) => index === 0 || probability >= LEAST)
    .map((answer): Row => {
      const { text, probability, around, range } = answer;
      const description = l10n.t("{0} · line {1} · {2}", formatPercent(probability), range.start.line + 1, around);
      return { icon: "quote", label: text, description, answer };
    });
  const nothing: Row = {
    icon: "circle-slash",
    label: l10n.t("No answer in this document"),
    description: formatPercent(none),
  };
  return none > (answers[0]?.probability ?? 0) ? [nothing, ...rows] : [...rows, nothing];
}

import type { Requests } from "../../engine/protocol/protocol";
import { cutText } from "../../wording/cutText";
import { describeEdits } from "../../wording/describeEdits";
import { describeMeasures } from "../../wording/describeMeasures";
import { formatPercent } from "../../wording/formatPercent";
import { createPick, type PickRow, setPickTitle, showRows } from "../surface";

type Rewording = Requests["reword"]["result"];
export type Rewrite = Rewording["rewrites"][number];
export type Direction = NonNullable<Requests["reword"]["params"]["towards"]>;

export interface RewritePickerOptions {
  readonly text: string;
  readonly towards: Direction;
  /** Nothing will be written. */
  readonly isReadOnly: boolean;
  ask(signal: AbortSignal, report: (done: number, total: number) => void): Promise<Rewording>;
  /** Called with the active rewrite of the list; `undefined` for the text as it is. */
  preview(rewrite: Rewrite | undefined): void;
}

/** Characters of a sentence in the title. */
const MOST_TITLE = 90;

type Row = PickRow & { readonly rewrite?: Rewrite };

/**
 * Lets the person choose a rewrite. The list opens at once and fills when the model has answered; closing it cancels.
 *
 * @param signal - Aborting closes the list.
 * @returns `undefined` when the list was closed without a choice.
 * @throws whatever `ask` throws.
 */
export async function pickRewrite(options: RewritePickerOptions, signal: AbortSignal): Promise<Rewrite | undefined> {
  const { text, towards, isReadOnly } = options;
  const pick = createPick<Row>();
  const closed = new AbortController();
  const chosen = new Promise<Rewrite | undefined>((resolve) => {
    pick.onDidHide(() => resolve(undefined));
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      // Enter before the model has answered chooses nothing.
      if (item) resolve(item.row.rewrite);
    });
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const show = (rewrite: Rewrite | undefined) => {
    options.preview(rewrite);
    // The list may cover the text, so its title shows what becomes of it.
    setPickTitle(pick, `Reword, ${towards}: ${cutText((rewrite?.text ?? text).replace(/\s+/g, " "), MOST_TITLE)}`);
  };
  pick.onDidChangeActive(([item]) => show(item?.row.rewrite));
  show(undefined);
  pick.placeholder = "Asking the model…";
  pick.busy = true;
  pick.show();
  const report = (done: number, total: number) => {
    pick.placeholder = `Asking the model… step ${done} of ${total}`;
  };
  try {
    const fill = async () => {
      const found = await options.ask(closed.signal, report);
      if (closed.signal.aborted) return;
      pick.placeholder = describeList(found, isReadOnly);
      pick.busy = false;
      pick.items = showRows(listRows(text, towards, found));
    };
    // The list closes with the first failure, and a failure after it has closed is nobody's.
    return await Promise.race([chosen, fill().then(() => chosen)]);
  } finally {
    closed.abort();
    pick.dispose();
  }
}

function describeList({ tone, lacks, rewrites }: Rewording, isReadOnly: boolean): string {
  const now = tone === undefined ? "" : `${formatPercent(tone)} negative now. `;
  const missing = Object.keys(lacks ?? {});
  const unknown = missing.length > 0 ? ` (the model does not measure ${missing.join(", ")})` : "";
  if (rewrites.length === 0) return `${now}Enter closes the list${unknown}`;
  return isReadOnly
    ? `${now}The document is read-only: these are the rewrites that Cloze would offer${unknown}`
    : `${now}Move through the list to see each in the text${unknown}`;
}

function listRows(text: string, towards: Direction, { rewrites }: Rewording): readonly Row[] {
  if (rewrites.length === 0) {
    return [{ label: `Nothing ${towards} is offered`, detail: NOTHING, alwaysShow: true }];
  }
  return rewrites.map((rewrite) => {
    const measures = describeMeasures(rewrite);
    const tones = rewrite.tone === undefined ? [] : measures.slice(0, 1);
    return {
      label: describeEdits(text, rewrite.edits),
      description: tones.join(""),
      detail: measures.slice(tones.length).join("  ·  "),
      rewrite,
    };
  });
}

const NOTHING =
  "No change of one or two places does it without a loss. Negation, numbers, code, links, names and quotations stay.";

import type { Requests } from "../../engine/protocol/protocol";
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

type Row = PickRow & { readonly rewrite?: Rewrite };

/**
 * Lets the person choose a rewrite. The list opens at once and fills when the model has answered; closing it cancels.
 *
 * @param signal - Aborting closes the list.
 * @returns `undefined` when the list was closed without a choice.
 * @throws whatever `ask` throws.
 */
export async function pickRewrite(options: RewritePickerOptions, signal: AbortSignal): Promise<Rewrite | undefined> {
  const { text, towards, isReadOnly, ask, preview } = options;
  const pick = createPick<Row>();
  const closed = new AbortController();
  const chosen = new Promise<Rewrite | undefined>((resolve) => {
    pick.onDidHide(() => resolve(undefined));
    pick.onDidAccept(() => resolve(pick.activeItems[0]?.row.rewrite));
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  pick.onDidChangeActive(([item]) => preview(item?.row.rewrite));
  pick.matchOnDetail = true;
  setPickTitle(pick, `Reword, ${towards}`);
  pick.placeholder = "Asking the model…";
  pick.busy = true;
  pick.show();
  const report = (done: number, total: number) => {
    pick.placeholder = `Asking the model… step ${done} of ${total}`;
  };
  try {
    const fill = async () => {
      const found = await ask(closed.signal, report);
      if (closed.signal.aborted) return;
      setPickTitle(pick, describeTitle(towards, found));
      pick.placeholder = isReadOnly
        ? "The document is read-only: these are the rewrites that Cloze would offer"
        : "Move through the list to see each in the text; Enter takes it";
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

function describeTitle(towards: Direction, { tone, lacks }: Rewording): string {
  const now = tone === undefined ? "" : `: ${formatPercent(tone)} negative now`;
  const missing = Object.keys(lacks ?? {});
  return `Reword, ${towards}${now}${missing.length > 0 ? ` (the model does not measure ${missing.join(", ")})` : ""}`;
}

function listRows(text: string, towards: Direction, { rewrites }: Rewording): readonly Row[] {
  if (rewrites.length === 0) {
    return [{ label: `Nothing ${towards} is offered`, detail: NOTHING, alwaysShow: true }];
  }
  return rewrites.map((rewrite) => ({
    label: describeEdits(text, rewrite.edits),
    description: describeMeasures(rewrite).join("  ·  "),
    detail: rewrite.text,
    rewrite,
  }));
}

const NOTHING = "No change of one or two places does it without a loss. Negation, numbers, code, links, names and quotations stay.";

import * as l10n from "@vscode/l10n";
import type { Requests } from "../../engine/protocol/protocol";
import { cutText } from "../../wording/cutText";
import { describeEdits } from "../../wording/describeEdits";
import { describeMeasures } from "../../wording/describeMeasures";
import { formatPercent } from "../../wording/numbers/formatPercent";
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

const TITLES: Readonly<Record<Direction, (text: string) => string>> = {
  softer: (text) => l10n.t("Reword, softer: {0}", text),
  firmer: (text) => l10n.t("Reword, firmer: {0}", text),
  plainer: (text) => l10n.t("Reword, plainer: {0}", text),
  shorter: (text) => l10n.t("Reword, shorter: {0}", text),
};
const NOTHING_OFFERED: Readonly<Record<Direction, string>> = {
  softer: l10n.t("Nothing softer is offered"),
  firmer: l10n.t("Nothing firmer is offered"),
  plainer: l10n.t("Nothing plainer is offered"),
  shorter: l10n.t("Nothing shorter is offered"),
};
const MEASURES = { tone: l10n.t("tone"), fluency: l10n.t("fluency"), fit: l10n.t("fit") };

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
    setPickTitle(pick, TITLES[towards](cutText((rewrite?.text ?? text).replace(/\s+/g, " "), MOST_TITLE)));
  };
  pick.onDidChangeActive(([item]) => show(item?.row.rewrite));
  show(undefined);
  pick.placeholder = l10n.t("Asking the model…");
  pick.busy = true;
  pick.show();
  const report = (done: number, total: number) => {
    pick.placeholder = l10n.t("Asking the model… step {0} of {1}", done, total);
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
  const missing = (Object.keys(lacks ?? {}) as (keyof typeof MEASURES)[]).map((name) => MEASURES[name]);
  const what =
    rewrites.length === 0
      ? l10n.t("Enter closes the list")
      : isReadOnly
        ? l10n.t("The document is read-only: these are the rewrites that Cloze would offer")
        : l10n.t("Move through the list to see each in the text");
  return [
    ...(tone === undefined ? [] : [l10n.t("{0} negative now.", formatPercent(tone))]),
    what,
    ...(missing.length > 0 ? [l10n.t("(the model does not measure {0})", missing.join(", "))] : []),
  ].join(" ");
}

function listRows(text: string, towards: Direction, { rewrites }: Rewording): readonly Row[] {
  if (rewrites.length === 0) {
    return [{ label: NOTHING_OFFERED[towards], detail: NOTHING, alwaysShow: true }];
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

const NOTHING = l10n.t(
  "No change of one or two places does it without a loss. Negation, numbers, code, links, names and quotations stay.",
);

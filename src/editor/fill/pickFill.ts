import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { Fills } from "../../blanks/askFills";
import { joinWords } from "../../blanks/describeChoice";
import { createPick, type PickRow, setPickTitle, showRows } from "../surface";
import { buildFillItems, describeFill, describeSoftening, type FillItem, isSameWord } from "./buildFillItems";

export interface FillPickerOptions {
  /** How many masks are filled: each choice has so many words. */
  readonly total: number;
  /** Most choices to list. */
  readonly count: number;
  /** Nothing will be written: the list only shows what the model would write. */
  readonly isReadOnly: boolean;
  /** Gets the fills of the masks. */
  ask(signal: AbortSignal): Promise<Fills>;
  /** What the model read around the sentence, in words; `undefined` where there was nothing around. */
  describeRead(fills: Fills): string | undefined;
  /** The probability of these words; `undefined` if the vocabulary cannot spell them. */
  score(words: readonly string[], signal: AbortSignal): Promise<number | undefined>;
  /** P(negative) of the sentence with each of these words in its one mask; empty if unknown. */
  readTones(words: readonly string[], signal: AbortSignal): Promise<readonly number[]>;
  /** Called with the active choice of the list; `undefined` for what is in the text. */
  preview(words: readonly string[] | undefined): void;
  /** A short excerpt of the text with these words in the masks; `undefined` keeps what is in the text. */
  excerpt(words: readonly string[] | undefined): string;
}

/** A typed word is scored after this pause. */
const SCORE_DELAY_MS = 200;

/**
 * Lets the person choose a word for each mask, in one step. The list opens at once and fills when the model has answered.
 *
 * @param signal - Aborting closes the list.
 * @returns The words, in the order of the masks; `undefined` when the list was closed without a choice.
 * @throws whatever `ask` throws.
 */
export function pickFill(options: FillPickerOptions, signal: AbortSignal): Promise<readonly string[] | undefined> {
  const picker = new FillPicker(options);
  signal.addEventListener("abort", () => picker.close(undefined), { once: true });
  return picker.run().finally(() => picker.dispose());
}

type FillRow = FillItem & PickRow;

class FillPicker implements vscode.Disposable {
  readonly #options: FillPickerOptions;
  readonly #pick = createPick<FillRow>();
  readonly #closed = new AbortController();
  #fills: readonly FillItem[] = [];
  readonly #title: string;
  /** Probability of the first fill. */
  #most = 1;
  #scoring = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #settle: (picked: readonly string[] | undefined) => void = () => undefined;

  constructor(options: FillPickerOptions) {
    this.#options = options;
    this.#title = options.total > 1 ? l10n.t("Fill {0} Masks", options.total) : l10n.t("Fill Mask");
    this.#showExcerpt(undefined);
    this.#pick.placeholder = l10n.t("Asking the model…");
    this.#pick.busy = true;
    this.#pick.onDidChangeActive(([item]) => this.#preview(item?.row));
    this.#pick.onDidChangeValue((value) => this.#scoreTyped(value.trim()));
    this.#pick.onDidHide(() => this.close(undefined));
    this.#pick.onDidAccept(() => {
      const [item] = this.#pick.activeItems;
      if (item) this.close(item.row.words);
    });
  }

  run(): Promise<readonly string[] | undefined> {
    return new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#pick.show();
      this.#ask().catch(reject);
    });
  }

  close(picked: readonly string[] | undefined): void {
    this.#settle(picked);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#scoring.abort();
    this.#closed.abort();
    this.#pick.dispose();
  }

  async #ask(): Promise<void> {
    const { signal } = this.#closed;
    const fills = await this.#options.ask(signal);
    const choices = [...fills.fills, ...(fills.original ? [fills.original] : [])];
    const words = choices.map(({ texts }) => joinWords(texts));
    this.#fill(fills, await this.#options.readTones(words, signal));
  }

  #fill(fills: Fills, negative: readonly number[]): void {
    if (this.#closed.signal.aborted) return;
    this.#fills = buildFillItems(fills, { count: this.#options.count, negative });
    this.#most = fills.fills[0]?.probability ?? 1;
    this.#pick.placeholder = describeList(this.#options, this.#options.describeRead(fills));
    this.#pick.busy = false;
    this.#pick.items = showRows(listWithHeadings(this.#fills));
    this.#scoreTyped(this.#pick.value.trim());
  }

  #preview(item: FillItem | undefined): void {
    const words = item === undefined || item.isOriginal ? undefined : item.words;
    this.#options.preview(words);
    this.#showExcerpt(words);
  }

  /** The list may cover the text, so its title shows the sentence; the title stays while one types. */
  #showExcerpt(words: readonly string[] | undefined): void {
    setPickTitle(this.#pick, `${this.#title}: ${this.#options.excerpt(words)}`);
  }

  /** Adds the typed words to the list, with their probability once the model has answered. */
  #scoreTyped(typed: string): void {
    clearTimeout(this.#timer);
    this.#scoring.abort();
    this.#scoring = new AbortController();
    if (this.#pick.busy && this.#fills.length === 0) return;
    const words = this.#readTyped(typed);
    if (words === undefined || this.#fills.some(({ label }) => isSameWord(label, joinWords(words)))) {
      this.#pick.items = showRows(listWithHeadings(this.#fills));
      return;
    }
    const { signal } = this.#scoring;
    this.#addTyped(words, "…");
    this.#timer = setTimeout(() => {
      Promise.all([this.#options.score(words, signal), this.#options.readTones([joinWords(words)], signal)]).then(
        ([probability, [negative]]) => {
          if (!signal.aborted) this.#addTyped(words, this.#describeTyped(probability, negative));
        },
        () => {
          // The person typed on or closed the list, or the engine failed: the word can be chosen all the same.
          if (!signal.aborted) this.#addTyped(words, "");
        },
      );
    }, SCORE_DELAY_MS);
  }

  /** As many words as there are masks, separated by commas; one mask takes all that was typed. */
  #readTyped(typed: string): readonly string[] | undefined {
    const words = this.#options.total === 1 ? [typed] : typed.split(",").map((word) => word.trim());
    return words.length === this.#options.total && !words.includes("") ? words : undefined;
  }

  #addTyped(words: readonly string[], description: string): void {
    const active = this.#pick.activeItems[0]?.row.label;
    const label = joinWords(words);
    const typed = { label, words, description, isOriginal: false, softens: undefined, alwaysShow: true };
    const rows = showRows<FillRow>([...listWithHeadings(this.#fills), typed]);
    this.#pick.items = rows;
    if (active !== undefined && isSameWord(active, label)) this.#pick.activeItems = rows.slice(-1);
  }

  #describeTyped(probability: number | undefined, negative: number | undefined): string {
    if (probability === undefined) return l10n.t("not in the model's vocabulary");
    return describeFill({ probability, most: this.#most, negative });
  }
}

/** Says above the words that soften the sentence, and above the others, which they are; without tones, nothing. */
function listWithHeadings(fills: readonly FillItem[]): readonly FillRow[] {
  return fills.flatMap((fill, index): readonly FillRow[] => {
    if (fill.softens === undefined || fill.softens === fills[index - 1]?.softens) return [fill];
    const label = describeSoftening(fills, fill.softens);
    return [{ ...fill, label, description: "", isHeading: true }, fill];
  });
}

function describeList(
  { isReadOnly, total }: Pick<FillPickerOptions, "isReadOnly" | "total">,
  read: string | undefined,
): string {
  const choose =
    total === 1
      ? l10n.t("Choose a word, or type one to see how likely it is")
      : l10n.t("Choose {0} words, or type {0} with commas between", total);
  const what = isReadOnly ? l10n.t("The document is read-only: these are the words that BERT would write") : choose;
  return read === undefined ? what : `${what} (${read})`;
}

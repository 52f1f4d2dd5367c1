import * as vscode from "vscode";
import { createPick, type PickRow, setPickTitle, showRows } from "../surface";
import {
  buildFillItems,
  describeFill,
  describeSoftening,
  type FillItem,
  isSameWord,
  type MaskFills,
} from "./buildFillItems";

export interface FillPickerOptions {
  /** The number of the mask, 1..`total`. */
  readonly step: number;
  readonly total: number;
  /** Most words to list. */
  readonly count: number;
  /** Nothing will be written: the list only shows what the model would write. */
  readonly isReadOnly: boolean;
  /** Gets the fills of the mask. */
  ask(signal: AbortSignal): Promise<MaskFills>;
  /** What the model read around the sentence, in words; `undefined` where there was nothing around. */
  describeRead(fills: MaskFills): string | undefined;
  /** The probability of a word; `undefined` if the vocabulary cannot spell it. */
  score(word: string, signal: AbortSignal): Promise<number | undefined>;
  /** P(negative) of the sentence with each of these words; empty if unknown. */
  readTones(words: readonly string[], signal: AbortSignal): Promise<readonly number[]>;
  /** Called with the active word of the list; `undefined` for the one in the text. */
  preview(word: string | undefined): void;
  /** A short excerpt of the text with this word in the mask; `undefined` keeps the word in the text. */
  excerpt(word: string | undefined): string;
}

export type Picked = { readonly kind: "word"; readonly word: string } | { readonly kind: "back" };

/** A typed word is scored after this pause. */
const SCORE_DELAY_MS = 200;

/**
 * Lets the person choose a word for one mask. The list opens at once and fills when the model has answered.
 *
 * @param signal - Aborting closes the list.
 * @returns `undefined` when it was closed without a choice.
 * @throws whatever `ask` throws.
 */
export function pickFill(options: FillPickerOptions, signal: AbortSignal): Promise<Picked | undefined> {
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
  #settle: (picked: Picked | undefined) => void = () => undefined;

  constructor(options: FillPickerOptions) {
    this.#options = options;
    const { step, total } = options;
    this.#title = total > 1 ? `Fill Mask ${step} of ${total}` : "Fill Mask";
    this.#showExcerpt(undefined);
    this.#pick.placeholder = "Asking the model…";
    this.#pick.busy = true;
    if (step > 1) this.#pick.buttons = [vscode.QuickInputButtons.Back];
    this.#pick.onDidChangeActive(([item]) => this.#preview(item?.row));
    this.#pick.onDidChangeValue((value) => this.#scoreTyped(value.trim()));
    this.#pick.onDidTriggerButton(() => this.close({ kind: "back" }));
    this.#pick.onDidHide(() => this.close(undefined));
    this.#pick.onDidAccept(() => {
      const [item] = this.#pick.activeItems;
      if (item) this.close({ kind: "word", word: item.row.label });
    });
  }

  run(): Promise<Picked | undefined> {
    return new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#pick.show();
      this.#ask().catch(reject);
    });
  }

  close(picked: Picked | undefined): void {
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
    const words = [...fills.fills, ...(fills.original ? [fills.original] : [])].map(({ text }) => text);
    this.#fill(fills, await this.#options.readTones(words, signal));
  }

  #fill(fills: MaskFills, negative: readonly number[]): void {
    if (this.#closed.signal.aborted) return;
    this.#fills = buildFillItems(fills, { count: this.#options.count, negative });
    this.#most = fills.fills[0]?.probability ?? 1;
    this.#pick.placeholder = describeList(this.#options.isReadOnly, this.#options.describeRead(fills));
    this.#pick.busy = false;
    this.#pick.items = showRows(listWithHeadings(this.#fills));
    this.#scoreTyped(this.#pick.value.trim());
  }

  #preview(item: FillItem | undefined): void {
    const word = item === undefined || item.isOriginal ? undefined : item.label;
    this.#options.preview(word);
    this.#showExcerpt(word);
  }

  /** The list may cover the text, so its title shows the sentence; the title stays while one types. */
  #showExcerpt(word: string | undefined): void {
    setPickTitle(this.#pick, `${this.#title}: ${this.#options.excerpt(word)}`);
  }

  /** Adds the typed word to the list, with its probability once the model has answered. */
  #scoreTyped(word: string): void {
    clearTimeout(this.#timer);
    this.#scoring.abort();
    this.#scoring = new AbortController();
    if (this.#pick.busy && this.#fills.length === 0) return;
    if (word === "" || this.#fills.some(({ label }) => isSameWord(label, word))) {
      this.#pick.items = showRows(listWithHeadings(this.#fills));
      return;
    }
    const { signal } = this.#scoring;
    this.#addTyped(word, "…");
    this.#timer = setTimeout(() => {
      Promise.all([this.#options.score(word, signal), this.#options.readTones([word], signal)]).then(
        ([probability, [negative]]) => {
          if (!signal.aborted) this.#addTyped(word, this.#describeTyped(probability, negative));
        },
        () => {
          // The person typed on or closed the list, or the engine failed: the word can be chosen all the same.
          if (!signal.aborted) this.#addTyped(word, "");
        },
      );
    }, SCORE_DELAY_MS);
  }

  #addTyped(word: string, description: string): void {
    const active = this.#pick.activeItems[0]?.row.label;
    const typed = { label: word, description, isOriginal: false, softens: undefined, alwaysShow: true };
    const rows = showRows<FillRow>([...listWithHeadings(this.#fills), typed]);
    this.#pick.items = rows;
    if (active !== undefined && isSameWord(active, word)) this.#pick.activeItems = rows.slice(-1);
  }

  #describeTyped(probability: number | undefined, negative: number | undefined): string {
    if (probability === undefined) return "not in the model's vocabulary";
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

function describeList(isReadOnly: boolean, read: string | undefined): string {
  const what = isReadOnly
    ? "The document is read-only: these are the words that BERT would write"
    : "Choose a word, or type one to see how likely it is";
  return read === undefined ? what : `${what} (${read})`;
}

import { stat } from "node:fs/promises";
import path from "node:path";
import { describeTime } from "../../wording/describeTime";
import { formatCounted } from "../../wording/formatCounted";
import { formatCount } from "../../wording/numbers/formatCount";
import type { CliContext } from "../cliContext";
import { ProgressLine } from "../print/progressLine";

/** Before this, figures say more about the start than about the rest. */
const ESTIMATE_MS = 5000;

/** How far a lint is, on a terminal. It keeps one number a file. */
export class LintProgress {
  readonly #line: ProgressLine;
  readonly #isShown: boolean;
  readonly #files: number;
  readonly #start = performance.now();
  /** Bytes of the files from the first to each; empty where nothing is shown. */
  #sizes: readonly number[] = [];
  #finished = 0;
  #sentences = 0;

  constructor(errors: CliContext["errors"] & { readonly isTTY?: boolean }, files: number) {
    this.#line = new ProgressLine(errors);
    this.#isShown = errors.isTTY === true;
    this.#files = files;
  }

  /** Weighs files by their size, so that the time left is not that of a few small ones. @param folder - Absolute. */
  async weigh(files: readonly string[], folder: string): Promise<void> {
    if (!this.#isShown) return;
    const sums: number[] = [];
    for (const file of files) {
      const found = await stat(path.resolve(folder, file)).catch(() => undefined);
      sums.push((sums.at(-1) ?? 0) + (found?.size ?? 0) + 1);
    }
    this.#sizes = sums;
  }

  /** Shows that `done` of the `total` sentences of one request are known, whose last file is number `last`, 1..N. */
  show(last: number, done: number, total: number): void {
    const far = `file ${formatCount(last)} of ${formatCount(this.#files)}, ${formatCount(done)} of ${formatCounted(total, "sentence")}`;
    this.#line.show([far, ...this.#estimate()].join(", "));
  }

  /** Counts a file whose sentences are all answered. */
  finish(sentences: number): void {
    this.#finished += 1;
    this.#sentences += sentences;
  }

  clear(): void {
    this.#line.clear();
  }

  /** "1,200 sentences in 8 s, 150 a second", on a terminal, of a run that took its time: elsewhere the same files print the same. */
  describeSpeed(): string | undefined {
    const seconds = (performance.now() - this.#start) / 1000;
    if (!this.#isShown || this.#sentences === 0 || seconds * 1000 < ESTIMATE_MS) return undefined;
    return `${formatCounted(this.#sentences, "sentence")} in ${describeTime(seconds)}, ${this.#measureSpeed()}`;
  }

  #measureSpeed(): string {
    const seconds = (performance.now() - this.#start) / 1000;
    return `${formatCount(Math.round(this.#sentences / seconds))} a second`;
  }

  #estimate(): readonly string[] {
    const elapsed = performance.now() - this.#start;
    const done = this.#sizes[this.#finished - 1] ?? 0;
    if (elapsed < ESTIMATE_MS || done === 0) return [];
    const left = (elapsed / 1000) * ((this.#sizes.at(-1) ?? 0) / done - 1);
    return [this.#measureSpeed(), `about ${describeTime(left)} left`];
  }
}

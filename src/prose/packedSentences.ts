import { isMutedRule } from "../lint/mutedRules";
import { PROSE_KINDS, type ProseKind, type Run, type Sentence } from "../text/spans/sentence";
import type { Span } from "../text/spans/span";

/**
 * Numbers per sentence in `rows`: end of its text, start and end of its span, index after its last run, index in `muted`,
 * index in `PROSE_KINDS` (-1 for none), 1 if it is foreign.
 */
const ROW = 7;
/** Numbers per run in `runs`: start in the text of its sentence, start in the document, length. */
const RUN = 3;

/**
 * Sentences as one string and two arrays. They cross from the worker to its owner without making ten thousand
 * objects there, and the buffers of the arrays can be transferred.
 */
export interface PackedSentences {
  /** The texts of all sentences, end to end. */
  readonly text: string;
  /** [sentences × 7], as {@link ROW}. */
  readonly rows: Int32Array<ArrayBuffer>;
  /** [runs × 3], as {@link RUN}. */
  readonly runs: Int32Array<ArrayBuffer>;
  /** Sets of rule ids, each once: the rules that a comment turns off for a sentence. */
  readonly muted: readonly (readonly string[])[];
  /** Names in such comments that are the id of no rule. */
  readonly unknownRules: readonly UnknownRule[];
}

export interface UnknownRule {
  readonly id: string;
  /** In the document. */
  readonly span: Span;
}

/** A rule that runs. */
interface CheckedRule {
  readonly rule: { readonly id: string };
  readonly onlyEnglish: boolean;
}

interface Muting {
  readonly muted: readonly (readonly string[])[];
  readonly unknownRules: readonly UnknownRule[];
}

/**
 * @param sentences - In document order, not overlapping.
 * @param muting - See `readMuting`; default: no comment turns a rule off.
 */
export function packSentences(
  sentences: readonly Sentence[],
  { muted, unknownRules }: Muting = { muted: [], unknownRules: [] },
): PackedSentences {
  const sets = new Map<string, number>();
  const findSet = (rules: readonly string[]) => {
    const key = rules.join(" ");
    const index = sets.get(key) ?? sets.size;
    sets.set(key, index);
    return index;
  };
  const rows = new Int32Array(sentences.length * ROW);
  const runs = new Int32Array(sentences.reduce((sum, { runs }) => sum + runs.length, 0) * RUN);
  let textEnd = 0;
  let runCount = 0;
  sentences.forEach((sentence, index) => {
    for (const { textStart, start, length } of sentence.runs) {
      runs.set([textStart, start, length], runCount * RUN);
      runCount++;
    }
    textEnd += sentence.text.length;
    const set = findSet(muted[index] ?? []);
    const kind = sentence.kind === undefined ? -1 : PROSE_KINDS.indexOf(sentence.kind);
    rows.set(
      [textEnd, sentence.span.start, sentence.span.end, runCount, set, kind, Number(sentence.isForeign === true)],
      index * ROW,
    );
  });
  const text = sentences.map(({ text }) => text).join("");
  return { text, rows, runs, muted: Array.from(sets.keys(), (key) => key.split(" ").filter(Boolean)), unknownRules };
}

/** The sentences of one version of a document, in its order. Each is unpacked when it is asked for. */
export class SentenceList {
  /** The version of the document. */
  readonly version: number;
  readonly count: number;
  readonly #packed: PackedSentences;

  constructor(packed: PackedSentences, version: number) {
    this.#packed = packed;
    this.version = version;
    this.count = packed.rows.length / ROW;
  }

  /** @throws {RangeError} outside 0..count-1. */
  at(index: number): Sentence {
    const span = this.spanAt(index);
    const textStart = index === 0 ? 0 : this.#row(index - 1, 0);
    const runStart = index === 0 ? 0 : this.#row(index - 1, 3);
    const runs: Run[] = [];
    for (let run = runStart; run < this.#row(index, 3); run++) {
      runs.push({ textStart: this.#run(run, 0), start: this.#run(run, 1), length: this.#run(run, 2) });
    }
    const kind = this.kindAt(index);
    return {
      text: this.#packed.text.slice(textStart, this.#row(index, 0)),
      runs,
      span,
      ...(kind && { kind }),
      ...(this.#row(index, 6) === 1 && { isForeign: true }),
    };
  }

  /** As `kind` of `Prose`. @throws {RangeError} outside 0..count-1. */
  kindAt(index: number): ProseKind | undefined {
    return PROSE_KINDS[this.#row(index, 5)];
  }

  /** The texts of all sentences, in order. */
  listTexts(): readonly string[] {
    return Array.from({ length: this.count }, (_, index) => {
      return this.#packed.text.slice(index === 0 ? 0 : this.#row(index - 1, 0), this.#row(index, 0));
    });
  }

  /** The range of sentence `index` in the document. @throws {RangeError} outside 0..count-1. */
  spanAt(index: number): Span {
    return { start: this.#row(index, 1), end: this.#row(index, 2) };
  }

  /** Names in `cloze-disable` comments that are the id of no rule. */
  get unknownRules(): readonly UnknownRule[] {
    return this.#packed.unknownRules;
  }

  /** True when a `cloze-disable` comment turns the rule off for sentence `index`. @throws {RangeError} outside 0..count-1. */
  isMuted(index: number, rule: string): boolean {
    return isMutedRule(this.#packed.muted[this.#row(index, 4)] ?? [], rule);
  }

  /** False when a comment turns the rule off for sentence `index`, or its language does. @throws {RangeError} as {@link at}. */
  isChecked(index: number, { rule, onlyEnglish }: CheckedRule): boolean {
    return !this.isMuted(index, rule.id) && !(onlyEnglish && this.#row(index, 6) === 1);
  }

  /**
   * Why none of these rules checks sentence `index`: a comment turns all of them off, or those that it leaves are only for
   * English; `undefined` if one checks it. @throws {RangeError} as {@link at}.
   */
  findUncheckedBy(index: number, rules: readonly CheckedRule[]): "comment" | "foreign" | undefined {
    if (rules.some((rule) => this.isChecked(index, rule))) return undefined;
    return rules.every(({ rule }) => this.isMuted(index, rule.id)) ? "comment" : "foreign";
  }

  /** The indices of the sentences that one of these rules checks, ascending. */
  listChecked(rules: readonly CheckedRule[]): readonly number[] {
    return Array.from({ length: this.count }, (_, index) => index).filter((index) =>
      rules.some((rule) => this.isChecked(index, rule)),
    );
  }

  /** The sentence that holds `offset` or ends at it; where one sentence ends and the next one starts, the next. */
  findIndex(offset: number): number | undefined {
    const index = this.selectFirst(offset + 1) - 1;
    return index >= 0 && this.#row(index, 2) >= offset ? index : undefined;
  }

  /** The first sentence that starts at `offset` or later; `count` if there is none. */
  selectFirst(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#row(middle, 1) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #row(index: number, column: number): number {
    const value = this.#packed.rows[index * ROW + column];
    if (value === undefined) throw new RangeError(`sentence ${index} of ${this.count}`);
    return value;
  }

  #run(index: number, column: number): number {
    const value = this.#packed.runs[index * RUN + column];
    if (value === undefined) throw new RangeError(`run ${index} of ${this.#packed.runs.length / RUN}`);
    return value;
  }
}

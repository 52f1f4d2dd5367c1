import type { SlipQuestion, SlipQuestions } from "./slipQuestions";

/** What a checker would do to a text: each a part of it and what to put there. The first for each place is its best. */
export interface Remark {
  readonly start: number;
  readonly end: number;
  readonly suggestions: readonly string[];
}

/** The remarks about each text. */
export type AskRemarks = (texts: readonly string[]) => Promise<readonly (readonly Remark[])[]>;

export interface SlipFigures {
  /** Of each kind of slip: how many there were, the share that is mended exactly, and of those with a remark the share whose remark is right. */
  readonly kinds: ReadonlyMap<string, { readonly count: number; readonly found: number; readonly right: number }>;
  /** Sentences with a remark, of 1,000 clean ones. */
  readonly alarms: number;
  /** All writers' slips. */
  readonly written: number;
  /** Sentences with a remark, of 1,000 that a person has mended. */
  readonly remarks: number;
  /** The clean sentences that have a remark. */
  readonly alarming: readonly { readonly text: string; readonly remarks: readonly Remark[] }[];
}

export async function measureSlips({ clean, placed, written }: SlipQuestions, ask: AskRemarks): Promise<SlipFigures> {
  const questions = [...placed, ...written];
  const answers = await ask(questions.map(({ text }) => text));
  const judged = questions.map((question, i) => ({ kind: question.kind, ...judge(question, answers[i] ?? []) }));
  const kinds = new Map(
    [...new Set(questions.map(({ kind }) => kind))].map((kind) => {
      const own = judged.filter((each) => each.kind === kind);
      const [found, marked] = [own.filter(({ isFound }) => isFound), own.filter(({ isMarked }) => isMarked)];
      return [kind, { count: own.length, found: found.length / own.length, right: found.length / marked.length }];
    }),
  );
  const alarms = await ask(clean);
  const remarks = await ask(written.map(({ fixed }) => fixed));
  const perThousand = (all: readonly (readonly Remark[])[]) =>
    (1000 * all.filter((found) => found.length > 0).length) / all.length;
  return {
    kinds,
    alarms: perThousand(alarms),
    written: judged.slice(placed.length).filter(({ isFound }) => isFound).length / written.length,
    remarks: perThousand(remarks),
    alarming: clean.flatMap((text, i) => (alarms[i]!.length > 0 ? [{ text, remarks: alarms[i]! }] : [])),
  };
}

/** Found is what one of the remarks mends as the person did, by any of its suggestions. */
function judge({ text, fixed }: SlipQuestion, remarks: readonly Remark[]) {
  const isFound = remarks.some(({ start, end, suggestions }) =>
    suggestions.some((suggestion) => isSame(text.slice(0, start) + suggestion + text.slice(end), fixed)),
  );
  return { isFound, isMarked: remarks.length > 0 };
}

/** Spaces at a line's end and around what is taken away do not matter. */
function isSame(one: string, other: string): boolean {
  const plain = (text: string) => text.split(/\s+/).filter(Boolean).join(" ");
  return plain(one) === plain(other);
}

import type * as vscode from "vscode";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { LintedDocument } from "../../../src/lint/open/lintedDocument";
import type { LintSurroundings } from "../../../src/lint/open/lintSurroundings";
import type { Rule } from "../../../src/lint/rule";
import { RULES } from "../../../src/lint/rules";
import { packSentences, SentenceList } from "../../../src/prose/packedSentences";
import type { Slip, SlipsResult } from "../../../src/tasks/slips/slipsRequest";
import type { ToneResult } from "../../../src/tasks/tone/toneRequest";
import type { Span } from "../../../src/text/spans/span";
import { readPlain } from "../../editor/prose";

/** The engine's answer: a sentence with "bad" in it is negative. */
function score(text: string): ToneResult {
  const isBad = text.includes("bad");
  return {
    label: isBad ? "negative" : "neutral",
    scores: isBad
      ? { negative: 0.95, neutral: 0.04, positive: 0.01 }
      : { negative: 0.01, neutral: 0.9, positive: 0.09 },
    precision: "int8",
  };
}

/** The engine's answer: "form" was meant as "from". */
function findSlips(sentence: string): Pick<SlipsResult, "slips"> {
  const start = sentence.indexOf("form");
  const slip = { start, end: start + 4, text: "form", suggestion: "from", rule: "slip", probability: 0.9, score: 5 };
  return { slips: start < 0 ? [] : [slip as Slip] };
}

export const IDS = RULES.map(({ id }) => id);
export const [TONE] = RULES as [Rule];

export interface Setup {
  readonly text: string;
  /** Further rules besides that about tone. */
  readonly rules?: readonly Rule[];
  readonly visible?: readonly Span[];
  /** A `cloze-disable` comment covers the sentences that contain this. */
  readonly muted?: string;
  /** The rules that it turns off; default: those that ship. */
  readonly mutedRules?: readonly string[];
  /** Called with the sentences of each request before it is answered; may throw. */
  readonly onRequest?: (sentences: readonly string[], kind: string) => void;
}

export function setUp({ text, rules = [], visible = [], muted, mutedRules = IDS, onRequest }: Setup) {
  const state = { text, version: 1, isClosed: false, getText: () => state.text };
  const asked: (readonly string[])[] = [];
  const published: (readonly string[])[] = [];
  const failures: unknown[] = [];
  const accepted = new Set<string>();
  const off = new Set<string>();
  const unknown: (readonly string[])[] = [];
  const runs = [TONE, ...rules].map(
    (rule) => ({ rule, threshold: 0.8, never: new Set<string>(), severity: "information", onlyEnglish: true }) as const,
  );
  const fake = {
    engine: {
      request: (kind: string, params: { sentences: readonly string[] }, { signal }: { signal: AbortSignal }) => {
        asked.push(params.sentences);
        onRequest?.(params.sentences, kind);
        if (signal.aborted) throw new EngineError("cancelled", "request was cancelled");
        return Promise.resolve(params.sentences.map((text) => (kind === "slips" ? findSlips(text) : score(text))));
      },
    },
    models: { resolve: () => Promise.resolve("model"), isChosen: () => false },
    prose: {
      read: () => {
        const sentences = readPlain(state.text);
        const hidden = sentences.map(({ text }) => (muted && text.includes(muted) ? [...mutedRules] : []));
        const at = state.text.indexOf("odd");
        const unknownRules = at < 0 ? [] : [{ id: "odd", span: { start: at, end: at + 3 } }];
        return Promise.resolve(
          new SentenceList(packSentences(sentences, { muted: hidden, unknownRules }), state.version),
        );
      },
    },
    activity: { begin: () => ({ report: () => undefined, end: () => undefined }) },
    log: { info: () => undefined, warn: () => undefined },
  };
  const surroundings: LintSurroundings = {
    services: fake as unknown as LintSurroundings["services"],
    listRuns: () => runs.filter(({ rule }) => !off.has(rule.id)),
    selectWanted: (_, findings) =>
      findings.filter(
        ({ sentence, word }) => !accepted.has(sentence.text) && (word === undefined || !accepted.has(word.written)),
      ),
    visibleSpans: () => visible,
    publish: (_, { findings, unknownRules }) => {
      published.push(findings.map(({ span }) => state.text.slice(span.start, span.end)));
      unknown.push(unknownRules.map(({ id, span }) => `${id}: ${state.text.slice(span.start, span.end)}`));
    },
    fail: (error) => failures.push(error),
  };
  const tone = new LintedDocument(state as unknown as vscode.TextDocument, surroundings);
  const edit = (rangeOffset: number, rangeLength: number, inserted: string) => {
    state.text = state.text.slice(0, rangeOffset) + inserted + state.text.slice(rangeOffset + rangeLength);
    state.version++;
    tone.follow([{ span: { start: rangeOffset, end: rangeOffset + rangeLength }, insertedLength: inserted.length }]);
  };
  return { tone, state, edit, asked, published, failures, accepted, off, unknown };
}

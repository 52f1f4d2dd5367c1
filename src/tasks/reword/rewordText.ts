import * as l10n from "@vscode/l10n";
import type { Span } from "../../text/spans/span";
import { embedText } from "../embed/embedText";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import { scorePair } from "../pair/scorePair";
import { createKnownWords } from "../words/knownWords";
import { FluencyReader } from "./fluencyReader";
import { keepsMeaning } from "./keepsMeaning";
import { listKept } from "./listKept";
import { listListedEdits } from "./listListedEdits";
import { listToneWords } from "./listToneWords";
import type { Surroundings } from "./listWordingEdits";
import { proposeWords } from "./proposeWords";
import { costDraft, costMeasures, costStiffness, isOffered, isTowards, SEEMS_NEGATIVE } from "./rankDrafts";
import type { RewordParams, RewordResult, Rewrite } from "./rewordRequest";
import type { RewordTools } from "./rewordTools";
import { type Draft, type Edit, isApart, listNewSpans, writeDraft } from "./rewrite";

/** Single changes that are tried in pairs. */
const MOST_PAIRED = 10;
/** Drafts whose fluency is read around their changes, and of these, those that are measured in full. */
const MOST_READ = 14;
const MOST_MEASURED = 8;
/** UTF-16 units: a word that the vocabulary lacks is one token, however long it is. */
const MOST_UNITS = 4000;
/** Steps that progress tells of. */
const STEPS = 6;
/** Special pieces beside a text. */
const ADDED_TOKENS = 2;

interface Known {
  readonly model: Model;
  readonly request: RewordParams;
  readonly tools: RewordTools;
  readonly towards: NonNullable<RewordParams["towards"]>;
  /** P(negative) of the text, as the mark has it and as it is read alone. */
  readonly marked: number | undefined;
  readonly alone: number | undefined;
}

/** A draft, and what it costs as far as is known. */
interface Costed {
  readonly draft: Draft;
  readonly cost: number;
  /** How much less usual it is around its changes, in nats a token; 0 if unknown. */
  readonly stiffness: number;
}

/**
 * Rewrites a text with one or two small changes, best first. Changes come from tables of wordings and, for words that carry
 * a negative tone, from the model's fill-mask readout; every rewrite is measured. What {@link listKept} lists is never
 * touched, and no rewrite turns a word into its opposite.
 *
 * @throws {TaskError} `bad-option`, `bad-span`; `too-long` for a text over the model's limit.
 */
export async function rewordText(model: Model, request: RewordParams, tools: RewordTools): Promise<RewordResult> {
  const { text } = request;
  const top = checkWhole("top", request.top ?? 8, 1, 20);
  checkText(model, text, request.keep ?? []);
  const [marked] = (await tools.tones?.asMarked([text])) ?? [];
  const [alone] = (await tools.tones?.alone([text])) ?? [];
  const known: Known = { model, request, tools, towards: request.towards ?? "softer", marked, alone };
  tools.report(1, STEPS);
  const kept = listKept(text, request.keep);
  const isWord = createKnownWords(await tools.readWords(), [text], model.tokenizer.cased);
  const edits = await listEdits(known, { text, kept, isWord });
  tools.report(2, STEPS);
  const drafts = await draftAll(known, edits);
  tools.report(3, STEPS);
  const rewrites = await measure(known, drafts);
  const lacks = listLacks(known);
  return {
    rewrites: rewrites.slice(0, top),
    ...(marked !== undefined && { tone: marked }),
    ...(Object.keys(lacks).length > 0 && { lacks }),
    precision: model.info.precision,
  };
}

function listLacks({ model: { info }, request, tools }: Known): NonNullable<RewordResult["lacks"]> {
  return {
    ...(tools.tones === undefined && { tone: tools.noTones ?? l10n.t("no classifier") }),
    ...(!info.has.mlm && { fluency: info.lacks?.mlm ?? l10n.t("no fill-mask readout") }),
    ...(!tellsNext(info) && request.before?.length && { fit: info.lacks?.nsp ?? l10n.t("no next-sentence readout") }),
  };
}

/** Sentence order is another question, which was taught with neighbours alone. */
function tellsNext({ has, pairQuestion }: Model["info"]): boolean {
  return has.nsp && pairQuestion === undefined;
}

function checkText({ tokenizer, info }: Model, text: string, keep: readonly Span[]): void {
  if (text.length > MOST_UNITS) {
    throw new TaskError("too-long", l10n.t("a text of {0} characters, expected at most {1}", text.length, MOST_UNITS));
  }
  const count = tokenizer.encode(text, { specials: "none" }).tokens.length;
  if (count <= ADDED_TOKENS) throw new TaskError("bad-option", l10n.t("the text has no tokens, expected at least one"));
  if (count > info.maxTokens) {
    throw new TaskError(
      "too-long",
      l10n.t("a text of {0} tokens, expected at most {1}: reword less of it", count, info.maxTokens),
    );
  }
  const bad = keep.find(({ start, end }) => !(start >= 0 && start <= end && end <= text.length));
  if (bad) {
    throw new TaskError(
      "bad-span",
      l10n.t("keep holds {0}–{1}, expected a range in 0–{2}", bad.start, bad.end, text.length),
    );
  }
}

async function listEdits(known: Known, surroundings: Surroundings): Promise<readonly Edit[]> {
  const { model, tools, towards, alone = 0 } = known;
  const listed = listListedEdits(surroundings, towards);
  if (towards !== "softer" || tools.tones === undefined || alone < SEEMS_NEGATIVE || !model.info.has.mlm) return listed;
  const { text, kept } = surroundings;
  const { alone: readTones, mask } = tools.tones;
  const places = await listToneWords(text, { kept, mask, before: alone, readTones });
  return [...listed, ...(await proposeWords(model, surroundings, places))];
}

/** The changes one by one, and the best of them in pairs; cheapest first. */
async function draftAll(known: Known, edits: readonly Edit[]): Promise<readonly Costed[]> {
  const { text } = known.request;
  const found = new Map<string, Draft>();
  const add = (draft: Draft) => {
    const isNew = draft.text !== text && !found.has(draft.text);
    if (!isNew || !isTowards(draft, text, known.model.tokenizer, known.towards) || !keepsMeaning(text, draft))
      return [];
    found.set(draft.text, draft);
    return [draft];
  };
  const singles = await costAll(
    known,
    [...edits].sort((a, b) => a.cost - b.cost).flatMap((edit) => add(writeDraft(text, [edit]))),
  );
  const best = singles.slice(0, MOST_PAIRED).flatMap(({ draft }) => draft.edits);
  const pairs = best.flatMap((first, i) =>
    best
      .slice(i + 1)
      .filter((second) => isApart(first, second))
      .flatMap((second) => add(writeDraft(text, [first, second]))),
  );
  return sortByCost([...singles, ...(await costAll(known, pairs))]);
}

async function costAll(known: Known, drafts: readonly Draft[]): Promise<readonly Costed[]> {
  const { towards, request, model } = known;
  const isByTone = towards === "softer" && (known.alone ?? 0) >= SEEMS_NEGATIVE;
  const negative = isByTone ? await known.tools.tones?.alone(drafts.map(({ text }) => text)) : undefined;
  const costed = drafts.map((draft, i) => ({
    draft,
    stiffness: 0,
    cost: costDraft(draft, {
      towards,
      original: request.text,
      tokenizer: model.tokenizer,
      negative: negative?.[i],
    }),
  }));
  return sortByCost(costed);
}

/** Equals in the order of their texts, so that lists never change. */
function sortByCost<T extends Costed>(costed: readonly T[]): readonly T[] {
  return [...costed].sort((a, b) => a.cost - b.cost || (a.draft.text < b.draft.text ? -1 : 1));
}

/** Those of the drafts that are offered, with their measures, best first. */
async function measure(known: Known, drafts: readonly Costed[]): Promise<readonly Rewrite[]> {
  const { model, request, tools, towards } = known;
  const fluency = model.info.has.mlm ? new FluencyReader(model) : undefined;
  const read = await costNear(known, drafts.slice(0, MOST_READ), fluency);
  tools.report(4, STEPS);
  const chosen = read.slice(0, MOST_MEASURED);
  if (chosen.length === 0) return [];
  const texts = chosen.map(({ draft }) => draft.text);
  const all = [request.text, ...texts];
  const [own = NaN, ...fluencies] = (await fluency?.readAll(all)) ?? [];
  tools.report(5, STEPS);
  const negative = await tools.tones?.asMarked(texts);
  const meanings = await readMeanings(model, all);
  const fits = await readFits(known, all);
  const rewrites = chosen.map(({ draft, stiffness }, i) => {
    const measures = {
      ...(negative && { tone: { before: known.marked ?? NaN, after: negative[i] ?? NaN } }),
      ...(fluency && { fluency: { before: own, after: fluencies[i] ?? NaN } }),
      meaning: meanings[i] ?? NaN,
      ...(fits && { fit: compare(fits[0] ?? NaN, fits[i + 1] ?? NaN) }),
    };
    const cost = costDraft(draft, {
      towards,
      original: request.text,
      tokenizer: model.tokenizer,
      negative: negative?.[i],
    });
    return { draft, measures, stiffness, cost: cost + costMeasures(measures, stiffness) };
  });
  return sortByCost(rewrites.filter((each) => isOffered(each.measures, each.stiffness, towards))).map(
    ({ draft, measures }) => ({
      text: draft.text,
      edits: draft.edits.map(({ start, end, text }) => ({ start, end, text })),
      ...measures,
    }),
  );
}

/** With what their changes cost in fluency, read around them alone: far from them a text is as usual as before. */
async function costNear(
  { request: { text } }: Known,
  drafts: readonly Costed[],
  fluency: FluencyReader | undefined,
): Promise<readonly Costed[]> {
  if (fluency === undefined) return drafts;
  const now = await fluency.readNear(drafts.map(({ draft }) => ({ text: draft.text, near: listNewSpans(draft) })));
  const before = await fluency.readNear(drafts.map(({ draft }) => ({ text, near: draft.edits })));
  return sortByCost(
    drafts.map(({ draft, cost }, i) => {
      const stiffness = (before[i] ?? NaN) - (now[i] ?? NaN);
      return { draft, stiffness, cost: cost + costStiffness(stiffness) };
    }),
  );
}

/** Cosines of the first text's vector with those of the others. */
async function readMeanings(model: Model, texts: readonly string[]): Promise<readonly number[]> {
  const vectors: (readonly number[])[] = [];
  for (const text of texts) vectors.push((await embedText(model, { text, specials: "none" })).embedding);
  const [own = [], ...others] = vectors;
  return others.map((vector) => computeCosine(own, vector));
}

function computeCosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? NaN), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** P(next) of each text after the last sentence before it. */
async function readFits({ model, request }: Known, texts: readonly string[]): Promise<readonly number[] | undefined> {
  const before = request.before?.at(-1)?.trim() ?? "";
  if (before === "" || !tellsNext(model.info)) return undefined;
  const fits: number[] = [];
  for (const pair of texts) fits.push((await scorePair(model, { text: before, pair })).isNext);
  return fits;
}

function compare(before: number, after: number): NonNullable<Rewrite["fit"]> {
  return { before, after, ratio: after / before };
}

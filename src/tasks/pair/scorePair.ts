import * as l10n from "@vscode/l10n";
import { createRandom } from "../../random/createRandom";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import { fitSegments } from "../sequences/fitSegments";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment, type Segment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import { measureBetween } from "./measureBetween";
import type { PairParams, PairResult } from "./pairRequest";

/** How many sentences are drawn from the document: enough for a steady mean, few enough for one quick batch. */
const DRAWN = 8;

/**
 * Says whether B follows A, as BERT was trained to, and how much better B fits than what it is compared with. A model that
 * was taught sentence order compares with the swapped pair alone.
 * Over the model's limit A keeps its end and B its start: the place where they meet is what counts.
 *
 * @throws {ModelError} `no-readout` without a next-sentence readout; {TaskError} `bad-option` for an empty side or a bad seed.
 */
export async function scorePair(model: Model, request: PairParams): Promise<PairResult> {
  const seed = request.seed ?? 0;
  if (!Number.isSafeInteger(seed))
    throw new TaskError("bad-option", l10n.t("seed is {0}, expected a whole number", seed));
  const [a, b] = [request.text, request.pair].map((text, i) => {
    const segment = readSegment(model.tokenizer, text);
    if (segment.length === 0) {
      throw new TaskError(
        "bad-option",
        l10n.t("sentence {0} has no tokens, expected at least one", i === 0 ? "A" : "B"),
      );
    }
    return segment;
  }) as [Segment, Segment];
  const before = readSegment(model.tokenizer, (request.before ?? []).join(" "));
  const { pairQuestion } = model.info;
  // A model that was taught sentence order has never read a pair of which the second text comes from elsewhere.
  const others = pairQuestion === "order" ? [] : drawOthers(request, seed);
  const drawn = others.map((text) => readSegment(model.tokenizer, text));

  const { maxTokens } = model.info;
  const added = model.tokenizer.addedTokens.pair;
  const fit = (x: Segment, y: Segment) => {
    const room = Math.max(0, maxTokens - added - x.length - y.length);
    const nearest = before.slice(Math.max(0, before.length - room));
    return fitSegments([...nearest, ...x], y, { maxTokens, added, keep: "end" });
  };
  const own = fit(a, b);
  const sequences = [own, fit(b, a), ...drawn.map((other) => fit(a, other))];
  const encodings = sequences.map((fitted) => joinSegments(model.tokenizer, fitted.a, fitted.b));
  const look = request.look === true;
  const { nsp = [] } = await model.run({ inputs: encodings.map(toInput), nsp: true, exact: look });

  const [logOdds = NaN, ...comparisons] = nsp.map(computeLogOdds);
  return {
    isNext: sigmoid(logOdds),
    margin: logOdds - comparisons.reduce((sum, each) => sum + each, 0) / comparisons.length,
    swapped: sigmoid(comparisons[0] ?? NaN),
    others: comparisons.slice(1).map(sigmoid),
    ...(look && { drawn: others, between: await measureBetween(model, encodings[0]?.tokens ?? [], a.length) }),
    ...(pairQuestion && { pairQuestion }),
    precision: look ? model.info.statesPrecision : model.info.precision,
    ...(own.read && { read: own.read }),
  };
}

/** log P(next) − log P(not next) of one row of NSP logits, where index 0 is "is next". */
function computeLogOdds(logits: Float32Array): number {
  return (logits[0] ?? NaN) - (logits[1] ?? NaN);
}

function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Draws uniformly, without replacement (partial Fisher–Yates): the same sentences for the same document and seed. */
function drawOthers({ text, pair, before = [], document = [] }: PairParams, seed: number): string[] {
  const own = new Set([text, pair, ...before].map((sentence) => sentence.trim()));
  const pool = [...new Set(document.map((sentence) => sentence.trim()))].filter((s) => s !== "" && !own.has(s));
  const random = createRandom(seed);
  const count = Math.min(DRAWN, pool.length);
  // Where there is nothing to choose the order stays, so that asking about the drawn ones alone is the same question.
  for (let i = 0; i < count && pool.length > DRAWN; i++) {
    const j = i + Math.floor(random() * (pool.length - i));
    [pool[i], pool[j]] = [pool[j] ?? "", pool[i] ?? ""];
  }
  return pool.slice(0, count);
}

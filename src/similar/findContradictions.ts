import * as l10n from "@vscode/l10n";
import type { EngineClient } from "../engine/client/engineClient";
import { EngineError } from "../engine/protocol/engineError";
import type { AskOptions } from "./askRows";
import { findRepetitions, type Repetition, type Repetitions } from "./findRepetitions";
import type { PlacedText } from "./placedText";

/** Two sentences of which the model says that both cannot be true. */
export interface Contradiction extends Pick<Repetition, "a" | "b" | "similarity"> {
  /** P(contradiction) with `a` first, with `b` first, and their mean. */
  readonly there: number;
  readonly back: number;
  readonly probability: number;
}

export interface ContradictionsAsked {
  /** Folder of a checkpoint whose classifier has a label for contradictions. */
  readonly model: string;
  /** Folder of the checkpoint by which sentences are compared. */
  readonly similarModel: string;
  readonly texts: readonly PlacedText[];
  /** Least similarity of the pairs that are judged. Default: by whether the model was taught sentence vectors. */
  readonly least?: number | undefined;
  /** Most pairs that are judged, each in both directions. */
  readonly most: number;
}

export interface Contradictions extends Pick<Repetitions, "by" | "compared" | "least"> {
  /** The surest first. */
  readonly pairs: readonly Contradiction[];
  /** Pairs that the model judged. */
  readonly judged: number;
  /** Pairs that are alike, too, but beyond the most that were asked for: nobody judged them. */
  readonly more: number;
  /** Judgements of which the model read only the beginnings. */
  readonly cut: number;
  readonly precision: "fp32" | "int8";
}

/**
 * What contradicts shares a subject, and need not say nearly the same: less alike than repetitions. docs/answers.md has what
 * these let through.
 */
const LEAST = { files: 0.6, default: 0.9 } as const;
/** Pairs of one request: so that progress is told, and what is cancelled ends soon. */
const PART = 256;
/** One of how many parts of the work is comparing; judging is the rest. */
const COMPARING = 4;

/**
 * Finds sentences that contradict each other: those that are most alike are judged by a model that was taught natural
 * language inference, both ways round. A contradiction is what the model calls so more than anything else, in the mean of
 * the two.
 *
 * @throws {EngineError} `no-readout` if the model has no label for contradictions; what the client rejects with.
 */
export async function findContradictions(
  engine: Pick<EngineClient, "request">,
  { model, similarModel, texts, least: asked, most }: ContradictionsAsked,
  options: AskOptions = {},
): Promise<Contradictions> {
  const { signal, slice, onProgress } = options;
  const at = await requireLabel(engine, model);
  const compare = (least: number | undefined) =>
    findRepetitions(
      engine,
      { model: similarModel, texts, least, most, near: 0 },
      { ...(signal && { signal }), slice, onProgress: (done, total) => onProgress?.(done, COMPARING * total) },
    );
  // Whether the model was taught to compare is known once it has compared.
  const first = await compare(asked ?? LEAST.default);
  const alike = asked === undefined && first.by === "files" ? await compare(LEAST.files) : first;
  const turned = alike.pairs.flatMap(({ a, b }) => [
    { text: a.text, pair: b.text },
    { text: b.text, pair: a.text },
  ]);
  const rows: (readonly number[])[] = [];
  let [cut, precision] = [0, alike.precision];
  for (let from = 0; from < turned.length; from += PART) {
    const pairs = turned.slice(from, from + PART);
    const found = await engine.request(
      "judge",
      { model, pairs },
      {
        lane: "workspace",
        ...(signal && { signal }),
        onProgress: (done) => onProgress?.(turned.length + (COMPARING - 1) * (from + done), COMPARING * turned.length),
      },
    );
    rows.push(...found.rows);
    cut += found.cut;
    precision = found.precision;
  }
  const judged = alike.pairs.flatMap(({ a, b, similarity }, index) => {
    const [one = [], other = []] = [rows[2 * index], rows[2 * index + 1]];
    const mean = one.map((value, k) => (value + (other[k] ?? NaN)) / 2);
    const probability = mean[at] ?? NaN;
    if (!(probability > 0) || mean.some((value, k) => k !== at && value >= probability)) return [];
    return [{ a, b, similarity, there: one[at] ?? NaN, back: other[at] ?? NaN, probability }];
  });
  return {
    pairs: judged.sort((x, y) => y.probability - x.probability),
    judged: alike.pairs.length,
    more: alike.more,
    compared: alike.compared,
    least: alike.least,
    by: alike.by,
    cut,
    precision,
  };
}

/** The place of the label for contradictions. */
async function requireLabel(engine: Pick<EngineClient, "request">, model: string): Promise<number> {
  const { name, labels, lacks } = await engine.request("inspect", { model });
  const at = labels.findIndex((label) => /^contradict/iu.test(label.trim()));
  if (at !== -1) return at;
  const found =
    labels.length === 0
      ? (lacks?.classifier ?? l10n.t("it has no labels"))
      : l10n.t("its labels are {0}", labels.join(", "));
  throw new EngineError(
    "no-readout",
    l10n.t(
      'model "{0}" tells no contradictions: {1}. Expected one that was taught natural language inference, such as {2}',
      name,
      found,
      KNOWN,
    ),
  );
}

/** A model that tells contradictions. */
const KNOWN = "cross-encoder/nli-MiniLM2-L6-H768";

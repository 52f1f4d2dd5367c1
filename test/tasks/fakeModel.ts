import { logSumExp } from "../../src/tasks/model/logSumExp";
import {
  type Model,
  ModelError,
  type ModelInfo,
  type ModelInput,
  type ModelRequest,
} from "../../src/tasks/model/model";
import { selectTop } from "../../src/tasks/model/selectTop";
import { createTokenizer } from "../../src/tokenizer/createTokenizer";

const SPECIALS = { unk: "[UNK]", cls: "[CLS]", sep: "[SEP]", pad: "[PAD]", mask: "[MASK]" };

/** What a fake model answers. Each function is given the pieces of a sequence, and answers by piece or by label. */
export interface FakeAnswers {
  readonly words: readonly string[];
  readonly cased?: boolean;
  readonly maxTokens?: number;
  readonly labels?: readonly string[];
  readonly problem?: ModelInfo["problem"];
  readonly temperature?: number;
  /** Logits of pieces at one position; -10 for pieces that are not named. */
  readonly mlm?: (pieces: readonly string[], position: number, layer?: number) => Readonly<Record<string, number>>;
  /** Logits of what to do with one piece; -10 for actions that are not named. */
  readonly actions?: (pieces: readonly string[], position: number) => Readonly<Record<string, number>>;
  readonly slipActions?: readonly string[];
  readonly slipCalibration?: ModelInfo["slipCalibration"];
  readonly nsp?: (pieces: readonly string[], layer?: number) => readonly [number, number];
  readonly classifier?: (pieces: readonly string[], layer?: number) => readonly number[];
  /** [T, 2]: logits of the start and of the end of an answer. */
  readonly answers?: (pieces: readonly string[]) => readonly number[];
  /** [T, K]: logits of each of `tagLabels`. */
  readonly tags?: (pieces: readonly string[]) => readonly number[];
  readonly tagLabels?: readonly string[];
  /** [T, H] of one layer, H = 2. */
  readonly hidden?: (pieces: readonly string[], layer: number) => readonly number[];
  /** Attention of one layer and head. Default: each number says where it stands, head·10000 + from·100 + to. */
  readonly attention?: (from: number, to: number, of: { readonly layer: number; readonly head: number }) => number;
}

/** A model without ONNX, to test the tasks' own arithmetic. It keeps the requests it was given. */
export function createFakeModel(answers: FakeAnswers): Model & { readonly requests: ModelRequest[] } {
  const pieces = [...Object.values(SPECIALS), ...answers.words];
  const tokenizer = createTokenizer({
    pieces,
    lowercase: !answers.cased,
    stripAccents: !answers.cased,
    splitCjk: true,
    specials: SPECIALS,
    maxWordLength: 100,
    continuingPrefix: "##",
  });
  const read = ({ ids }: ModelInput) => ids.map((id) => pieces[id] ?? "?");
  const requests: ModelRequest[] = [];
  const info = buildInfo(answers, pieces.length);

  function run(request: ModelRequest) {
    requests.push(request);
    for (const { ids } of request.inputs) {
      if (ids.length > info.maxTokens)
        throw new ModelError("too-long", `${ids.length} tokens, at most ${info.maxTokens}`);
    }
    const { mlm, nsp, classifier, hidden } = answers;
    const attend = answers.attention ?? ((from, to, { head }) => head * 10000 + from * 100 + to);
    /** The layers that readouts read: of the last alone, they are not told which it is. */
    const layers = request.layers ?? [undefined];
    const rows = layers.flatMap((layer) =>
      (request.mlm ?? []).map(({ input, position }) => {
        const named = mlm?.(read(request.inputs[input]!), position, layer) ?? {};
        return Float32Array.from(pieces, (piece) => named[piece] ?? -10);
      }),
    );
    const readEach = (answer: (pieces: readonly string[], layer?: number) => readonly number[]) =>
      layers.flatMap((layer) => request.inputs.map((input) => Float32Array.from(answer(read(input), layer))));
    const { actions, slipActions = [] } = answers;
    return Promise.resolve({
      ...(mlm && {
        candidates: (request.candidates ?? []).map(({ input, position, pieces: ids }) => {
          const named = mlm(read(request.inputs[input]!), position);
          return Float32Array.from(ids, (id) => named[pieces[id]!] ?? -10);
        }),
      }),
      ...(actions && {
        actions: request.inputs.map((input) =>
          Float32Array.from(
            read(input).flatMap((_, at) => {
              const named = actions(read(input), at);
              return slipActions.map((name) => named[name] ?? -10);
            }),
          ),
        ),
      }),
      ...(mlm && (request.top === undefined ? { mlm: rows } : { top: rows.map((row) => rank(row, request.top!)) })),
      ...(nsp && { nsp: readEach(nsp) }),
      ...(classifier && { classifier: readEach(classifier) }),
      ...readTokens(answers, readEach),
      ...(hidden && {
        hidden: request.inputs.map((input) =>
          (request.hidden ?? []).map((layer) => Float32Array.from(hidden(read(input), layer))),
        ),
      }),
      ...lookInside(request, info.hiddenSize, hidden && ((input, layer) => hidden(read(input), layer))),
      ...(request.attention && {
        attention: request.inputs.map(({ ids }) =>
          request.attention!.map((layer) => mapsOf(ids.length, info.heads, { layer, attend })),
        ),
      }),
    });
  }
  return { info, tokenizer, run, requests };
}

/** What is said of every token. */
function readTokens(
  { answers, tags }: FakeAnswers,
  readEach: (answer: (pieces: readonly string[]) => readonly number[]) => readonly Float32Array[],
) {
  return { ...(answers && { answers: readEach(answers) }), ...(tags && { tags: readEach(tags) }) };
}

function rank(logits: Float32Array, count: number) {
  const ids = Int32Array.from(selectTop(logits, count));
  return { ids, logProbabilities: Float32Array.from(ids, (id) => logits[id]! - logSumExp(logits)) };
}

/** Products of states, if there are any, and queries and keys. */
function lookInside(
  { inputs, products, queries }: ModelRequest,
  H: number,
  hidden: ((input: ModelInput, layer: number) => readonly number[]) | undefined,
) {
  return {
    ...(hidden &&
      products && {
        products: inputs.map((input) =>
          products.map((layer) => multiplyCentred(hidden(input, layer), input.ids.length)),
        ),
      }),
    ...(queries && {
      // Each number says where it stands: queries count tokens and columns up, keys count down.
      queries: inputs.map(({ ids }) =>
        queries.map((layer) => ({
          query: Float32Array.from({ length: ids.length * H }, (_, i) => layer + i),
          key: Float32Array.from({ length: ids.length * H }, (_, i) => -i),
        })),
      ),
    }),
  };
}

/** [T, T]. @param states - [T, H] */
function multiplyCentred(states: readonly number[], T: number): Float32Array {
  const H = states.length / T;
  const mean = Array.from({ length: H }, (_, i) => {
    return states.filter((_, at) => at % H === i).reduce((sum, value) => sum + value, 0) / T;
  });
  const at = (t: number, i: number) => states[t * H + i]! - mean[i]!;
  return Float32Array.from({ length: T * T }, (_, i) =>
    mean.reduce((sum, _value, h) => sum + at(Math.floor(i / T), h) * at(i % T, h), 0),
  );
}

/** [N, T, T] */
function mapsOf(
  T: number,
  heads: number,
  { layer, attend }: { readonly layer: number; readonly attend: NonNullable<FakeAnswers["attention"]> },
): Float32Array {
  return Float32Array.from({ length: heads * T * T }, (_, i) =>
    attend(Math.floor(i / T) % T, i % T, { layer, head: Math.floor(i / (T * T)) }),
  );
}

function buildInfo(answers: FakeAnswers, vocabularySize: number): ModelInfo {
  return {
    folder: "/fake",
    name: "fake",
    architecture: "bert",
    layers: 4,
    heads: 2,
    hiddenSize: 2,
    vocabularySize,
    maxTokens: answers.maxTokens ?? 64,
    cased: answers.cased ?? false,
    mask: "[MASK]",
    continuingPrefix: "##",
    parameters: 0,
    has: {
      mlm: !!answers.mlm,
      nsp: !!answers.nsp,
      classifier: !!answers.classifier,
      answers: !!answers.answers,
      tags: !!answers.tags,
    },
    labels: answers.labels ?? [],
    tags: answers.tagLabels ?? [],
    problem: answers.problem,
    temperature: answers.temperature ?? 1,
    ...(answers.slipActions && { slipActions: [...answers.slipActions] }),
    ...(answers.slipCalibration && { slipCalibration: answers.slipCalibration }),
    device: "CPU",
    deviceReason: "asked for",
    precision: "int8",
    statesPrecision: "fp32",
    precisionReason: "asked for",
  };
}

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { joinSegments } from "../../src/tasks/sequences/joinSegments";
import { readSegment } from "../../src/tasks/sequences/readSegment";
import { toInput } from "../../src/tasks/sequences/toInput";
import { createFolder } from "./checkpointFolder";

const BUNDLED = resolve(import.meta.dirname, "../../models/cloze-small");
/** The logit of what is looked for. */
const SCALE = 12;
/** Each further answer has a logit so much smaller than the one before it. */
const NEXT = 0.8;

/** A question, a text, and the words of the text that are to be its answers, the best first. */
export interface MadeAnswer {
  readonly question: string;
  readonly text: string;
  readonly answers: readonly string[];
}

/**
 * The bundled encoder with a readout for questions that is made for one of them: its rows point to the states of the
 * answer's first and last token. So a test knows what is to be found, and no model is fetched. Removed by `removeFolders`.
 */
export async function createAnswerFolder({ question, text, answers }: MadeAnswer): Promise<string> {
  const model = await createOnnxModel(BUNDLED);
  try {
    const { tokenizer, info } = model;
    const [a, b] = [question, text].map((each) => readSegment(tokenizer, each, { specials: "none" }));
    const { tokens } = joinSegments(tokenizer, a ?? [], b);
    const { hidden } = await model.run({ inputs: [toInput({ tokens })], hidden: [info.layers] });
    const states = hidden?.[0]?.[0] ?? new Float32Array();
    const own = tokens.filter(({ segment, word }) => segment === 1 && word !== undefined);
    const rows = [new Float32Array(info.hiddenSize), new Float32Array(info.hiddenSize)] as const;
    for (const [index, answer] of answers.entries()) {
      const start = text.indexOf(answer);
      const first = own.find(({ span }) => span.start === start);
      const last = own.find(({ span }) => span.end === start + answer.length);
      if (first === undefined || last === undefined) throw new Error("the answer is no words of the text");
      for (const [row, { position }] of [[rows[0], first] as const, [rows[1], last] as const]) {
        const own = pointTo(states, info.hiddenSize, position);
        for (const [h, value] of own.entries()) row[h]! += NEXT ** index * value;
      }
    }
    return writeFolder("BertForQuestionAnswering", "qa_outputs", { rows });
  } finally {
    await model.dispose();
  }
}

/** The bundled encoder with a readout that labels these words of a text, by the label of each. Removed by `removeFolders`. */
export async function createTagFolder(text: string, labels: Readonly<Record<string, string>>): Promise<string> {
  const model = await createOnnxModel(BUNDLED);
  try {
    const { tokens } = model.tokenizer.encode(text, { specials: "none" });
    const { hidden } = await model.run({ inputs: [toInput({ tokens })], hidden: [model.info.layers] });
    const states = hidden?.[0]?.[0] ?? new Float32Array();
    const size = model.info.hiddenSize;
    const rows = Object.keys(labels).map((word) => {
      const at = text.indexOf(word);
      const found = tokens.find(({ span, kind }) => kind === "word" && span.start === at);
      if (found === undefined) throw new Error("the word is none of the text");
      return pointTo(states, size, found.position);
    });
    const names = ["O", ...Object.values(labels)];
    return writeFolder("BertForTokenClassification", "classifier", {
      rows: [new Float32Array(size), ...rows],
      bias: [0, ...rows.map(() => -SCALE / 2)],
      config: { id2label: Object.fromEntries(names.map((name, id) => [id, name])) },
    });
  } finally {
    await model.dispose();
  }
}

/** A text or a pair, and the labels that it is to have. */
export interface Labelled {
  readonly text: string;
  readonly pair?: string;
  readonly labels: readonly string[];
}

/**
 * The bundled encoder with a classifier that says of each of these texts what is to be said of it: the least weights that
 * do, which are a linear system. What else it says of other texts follows from the encoder. Removed by `removeFolders`.
 */
export async function createLabelFolder(
  names: readonly string[],
  examples: readonly Labelled[],
  config: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const model = await createOnnxModel(BUNDLED);
  try {
    const { tokenizer, info } = model;
    const size = info.hiddenSize;
    const inputs = examples.map(({ text, pair }) => {
      const [a, b] = [text, pair].map((each) =>
        each === undefined ? undefined : readSegment(tokenizer, each, { specials: "none" }),
      );
      return toInput(joinSegments(tokenizer, a ?? [], b));
    });
    const { hidden = [] } = await model.run({ inputs, hidden: [info.layers] });
    // The pooler is the identity, but for its tanh: what is small stays nearly what it is.
    const states = hidden.map((layers) => Array.from(layers[0]!.subarray(0, size), (each) => Math.tanh(each / POOLED)));
    const features = states.map((state) => [...state, 1]);
    const gram = features.map((one) =>
      features.map((other) => one.reduce((sum, each, h) => sum + each * other[h]!, 0)),
    );
    const rows = names.map((name) => {
      const wanted = examples.map(({ labels }) => (labels.includes(name) ? SCALE / 2 : -SCALE / 2));
      const parts = solve(gram, wanted);
      return Array.from({ length: size + 1 }, (_, h) =>
        parts.reduce((sum, part, i) => sum + part * features[i]![h]!, 0),
      );
    });
    const identity = Float32Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 / POOLED : 0));
    return writeFolder("BertForSequenceClassification", "classifier", {
      rows: rows.map((row) => Float32Array.from(row.slice(0, size))),
      bias: rows.map((row) => row[size]!),
      config: {
        id2label: Object.fromEntries(names.map((name, id) => [id, name])),
        cloze_temperature: undefined,
        ...config,
      },
      pooler: identity,
    });
  } finally {
    await model.dispose();
  }
}

/** Divides states, so that tanh leaves them nearly as they are. */
const POOLED = 10;

/** Gaussian elimination, of a system that is regular. */
function solve(matrix: readonly (readonly number[])[], wanted: readonly number[]): readonly number[] {
  const rows = matrix.map((row, i) => [...row, wanted[i]!]);
  for (let at = 0; at < rows.length; at++) {
    const best = rows
      .slice(at)
      .reduce((most, row, i) => (Math.abs(row[at]!) > Math.abs(rows[most]![at]!) ? at + i : most), at);
    [rows[at], rows[best]] = [rows[best]!, rows[at]!];
    for (const [i, row] of rows.entries()) {
      if (i === at) continue;
      const factor = row[at]! / rows[at]![at]!;
      for (let k = at; k < row.length; k++) row[k]! -= factor * rows[at]![k]!;
    }
  }
  return rows.map((row, at) => row.at(-1)! / row[at]!);
}

/** A row whose product with a state is large for the state at `position` alone. @param states - [T, H] */
function pointTo(states: Float32Array, size: number, position: number): Float32Array {
  const count = states.length / size;
  const mean = Float64Array.from({ length: size }, (_, h) => {
    let sum = 0;
    for (let t = 0; t < count; t++) sum += states[t * size + h]!;
    return sum / count;
  });
  const row = Float64Array.from(mean, (each, h) => states[position * size + h]! - each);
  const square = row.reduce((sum, each) => sum + each * each, 0);
  return Float32Array.from(row, (each) => (SCALE * each) / square);
}

function writeFolder(
  architecture: string,
  name: string,
  {
    rows,
    bias = rows.map(() => 0),
    config,
    pooler,
  }: {
    readonly rows: readonly Float32Array[];
    readonly bias?: readonly number[];
    readonly config?: Readonly<Record<string, unknown>>;
    /** [H, H] */
    readonly pooler?: Float32Array;
  },
): string {
  const size = rows[0]?.length ?? 0;
  const bytes = (values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer);
  const weight = {
    name: `${name}.weight`,
    dtype: "F32",
    shape: [rows.length, size],
    bytes: bytes(rows.flatMap((row) => [...row])),
  };
  const others = { name: `${name}.bias`, dtype: "F32", shape: [rows.length], bytes: bytes(bias) };
  const pooled = pooler && [
    { name: "bert.pooler.dense.weight", dtype: "F32", shape: [size, size], bytes: bytes([...pooler]) },
    { name: "bert.pooler.dense.bias", dtype: "F32", shape: [size], bytes: bytes(new Array<number>(size).fill(0)) },
  ];
  const isEncoder = (each: string) => each.startsWith("bert.") && !each.startsWith("bert.pooler.");
  return createFolder({
    from: BUNDLED,
    config: { architectures: [architecture], cloze_slips: undefined, id2label: undefined, ...config },
    tensors: (all) => [...all.filter((each) => isEncoder(each.name)), ...(pooled ?? []), weight, others],
    files: { "tokenizer_config.json": readFileSync(join(BUNDLED, "tokenizer_config.json"), "utf8") },
  });
}

import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { AnswerCache } from "../../src/engine/answers/kept/answerCache";
import { scoreTones } from "../../src/engine/answers/scoreTones";
import { detectMatrixType } from "../../src/engine/devices/detectMatrixType";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { prepareInt8 } from "../../src/engine/weights/prepareInt8";
import { buildGraph } from "../../src/graph/buildGraph";
import { checkpointWeights } from "../../src/graph/graphWeights";
import { fillMask } from "../../src/tasks/fill/fillMask";
import type { ToneReading } from "../../src/tasks/tone/toneReading";
import { measureProducts } from "./measureProducts";
import { median } from "./rounds";
import { serveSide, type Side, type SideOptions } from "./side";

/** Runs of a long sequence. */
const LONG_RUNS = 7;
/** What a fill takes from its session. */
const FETCHES = ["topIds", "topLogProbabilities"];
const TOP = 10;
const sessionPath = join(__dirname, "session.cjs");
const checkPath = join(__dirname, "check.cjs");

serveSide(createClozeSide);

function createClozeSide(options: SideOptions): Side {
  const { folder, precision, threads, cacheFolder } = options;
  const open = once(() => createOnnxModel(folder, { precision, threads, cacheFolder, sessionPath, checkPath }));
  const bare = once(() => createBareSession(options));
  return {
    async fill(texts) {
      const model = await open();
      const tops = [];
      for (const text of texts) {
        const { masks } = await fillMask(model, { text });
        const top = masks[0]!.fills[0]!;
        tops.push({ text: top.text.replace(/^##/, ""), probability: top.probability });
      }
      return tops;
    },
    async tone(sentences) {
      const model = await open();
      // Nothing is known from an earlier round.
      const stored = { model, tones: new AnswerCache<ToneReading>() };
      const results = await scoreTones(stored, sentences, { turn: () => setImmediate(), report: () => undefined });
      return results.map(({ scores }) => [scores.negative, scores.neutral, scores.positive]);
    },
    async encode(texts) {
      const { tokenizer } = await open();
      return texts.reduce((sum, text) => sum + tokenizer.encode(text).tokens.length, 0);
    },
    async runBare(texts) {
      const { tokenizer } = await open();
      const session = await bare();
      const maskId = tokenizer.vocabulary.specials.mask!.id;
      const feeds = texts.map((text) => {
        const ids = tokenizer.encode(text).tokens.map(({ id }) => id);
        return feedFill(session, ids, ids.indexOf(maskId));
      });
      const start = performance.now();
      for (const feed of feeds) await session.run(feed, FETCHES);
      return performance.now() - start;
    },
    async runLong(tokens) {
      const session = await bare();
      const feed = feedFill(
        session,
        Array.from({ length: tokens }, (_, i) => 1000 + i),
        1,
      );
      const times = [];
      for (let i = 0; i <= LONG_RUNS; i += 1) {
        const start = performance.now();
        await session.run(feed, FETCHES);
        if (i > 0) times.push(performance.now() - start);
      }
      return median(times);
    },
    runProducts: (rows) => measureProducts(rows, options),
  };
}

/** The session that Cloze's engine makes for a fill, with nothing around it. */
async function createBareSession({ folder, precision, threads, cacheFolder }: SideOptions): Promise<InferenceSession> {
  const checkpoint = await readCheckpoint(folder);
  const weights =
    precision === "fp32"
      ? checkpointWeights(checkpoint)
      : (await prepareInt8(checkpoint, { cacheFolder, matrixType: await detectMatrixType() })).graphWeights;
  return InferenceSession.create(buildGraph(checkpoint, { mlm: true }, weights), {
    graphOptimizationLevel: precision === "int8" ? "disabled" : "basic",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    extra: {
      session: {
        model_external_initializers_file_folder_path: weights.folder,
        "intra_op.allow_spinning": "1",
        force_spinning_stop: "1",
      },
    },
  });
}

function feedFill(session: InferenceSession, ids: readonly number[], position: number): Record<string, Tensor> {
  const all: Readonly<Record<string, Tensor>> = {
    ids: new Tensor("int32", Int32Array.from(ids), [1, ids.length]),
    segments: new Tensor("int32", new Int32Array(ids.length), [1, ids.length]),
    rows: new Tensor("int32", Int32Array.of(position), [1, 1]),
    masked: new Tensor("int32", Int32Array.of(0), [1]),
    top: new Tensor("int32", Int32Array.of(TOP), [1]),
  };
  return Object.fromEntries(session.inputNames.map((name) => [name, all[name]!]));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

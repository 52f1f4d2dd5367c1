import assert from "node:assert/strict";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createEngineClient, type EngineClient, type RequestOptions } from "../../src/engine/client/engineClient";
import type { LoadModel } from "../../src/engine/model/loadedModel";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { createHandlers } from "../../src/engine/serve/handlers";
import { serveEngine } from "../../src/engine/serve/serveEngine";
import { TINY_BERT } from "../checkpoint/checkpointFolder";
import { floatsOf, readTensorsOf, writeSafetensors } from "../checkpoint/safetensorsFile";
import { createChannelPair } from "../engine/channels/createChannelPair";

type Client = Pick<EngineClient, "request">;

export interface Question {
  /** @returns Numbers that tell the rivals apart. */
  ask(client: Client, options: RequestOptions): Promise<readonly number[]>;
}

/** One folder of a checkpoint, in which two models take turns that answer differently. */
export interface Rivals {
  /** The weights. */
  readonly file: string;
  readonly questions: readonly Question[];
  /** Puts the weights of one of them into the folder. */
  replace(rival: number, way: "rename" | "overwrite"): void;
  /** Fails unless the answer is that of a rival, in float32 or 8 bits. @param rival - Default: either. */
  check(answer: readonly number[], question: Question, rival?: number): void;
  close(): void;
}

/** Answers of one model are the same bit for bit; a double of them passes through a message unchanged. */
const TOLERANCE = 1e-6;

export async function openRivals(parent: string): Promise<Rivals> {
  const folder = path.join(parent, "model");
  const file = path.join(folder, "model.safetensors");
  mkdirSync(folder);
  for (const name of ["config.json", "tokenizer_config.json", "vocab.txt"]) {
    writeFileSync(path.join(folder, name), readFileSync(path.join(TINY_BERT, name)));
  }
  const contents = listRivals();
  const questions = listQuestions(folder);
  const replace: Rivals["replace"] = (rival, way) => {
    const bytes = contents[rival] ?? assert.fail(`no rival ${rival}`);
    if (way === "overwrite") {
      writeFileSync(file, bytes);
      return;
    }
    writeFileSync(`${file}.new`, bytes);
    renameSync(`${file}.new`, file);
  };
  const known = new Map<Question, (readonly number[])[][]>(questions.map((question) => [question, []]));
  for (const rival of contents.keys()) {
    replace(rival, "rename");
    for (const precision of ["fp32", "int8"] as const) {
      const cacheFolder = path.join(parent, "expected");
      const client = answerHere((asked) => createOnnxModel(asked, { precision, cacheFolder, threads: 1 }));
      for (const question of questions) {
        const answers = (known.get(question)![rival] ??= []);
        answers.push(await question.ask(client, {}));
      }
      await client.request("unload", { model: folder });
      client.dispose();
    }
  }
  replace(0, "rename");
  return {
    file,
    questions,
    replace,
    check: (answer, question, rival) => {
      const of = known.get(question)!;
      const allowed = rival === undefined ? of.flat() : of[rival]!;
      const isKnown = allowed.some((each) =>
        each.every((value, i) => Math.abs(value - (answer[i] ?? NaN)) <= TOLERANCE),
      );
      assert.ok(
        isKnown,
        `[${answer.join(", ")}], expected one of ${allowed.map((each) => `[${each.join(", ")}]`).join(" ")}`,
      );
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The tiny model, and the same with its matrices upside down. */
function listRivals(): readonly Uint8Array[] {
  const tensors = readTensorsOf(path.join(TINY_BERT, "model.safetensors"));
  const turned = tensors.map((tensor) => ({
    ...tensor,
    bytes: tensor.shape.length === 2 ? new Uint8Array(floatsOf(tensor).reverse().buffer) : tensor.bytes,
  }));
  return [tensors, turned].map(writeSafetensors);
}

function listQuestions(model: string): readonly Question[] {
  const text = "the cat sat on the [MASK]";
  return [
    {
      // Long enough for files to change while it is computed.
      ask: async (client, options) => {
        const asked = { model, text: "the cat sat on the mat ".repeat(150) };
        return (await client.request("embed", asked, options)).embedding;
      },
    },
    {
      ask: async (client, options) => {
        const { masks } = await client.request("fill", { model, text, top: 3 }, options);
        return masks.flatMap(({ fills }) => fills.map(({ probability }) => probability));
      },
    },
    {
      ask: async (client, options) => {
        const { isNext, margin } = await client.request("pair", { model, text: "the cat", pair: "sat on" }, options);
        return [isNext, margin];
      },
    },
    {
      ask: async (client, options) => {
        const tones = await client.request("tone", { model, sentences: ["the cat sat", "the mat"] }, options);
        return tones.flatMap(({ scores }) => [scores.negative, scores.positive]);
      },
    },
    {
      ask: async (client, options) =>
        (await client.request("embed", { model, text: "the cat sat" }, options)).embedding,
    },
    {
      ask: async (client, options) => {
        const asked = { model, text: "the cat", layer: 1, head: 1 };
        return Array.from((await client.request("attention", asked, options)).attention);
      },
    },
  ];
}

/** An engine in this process. */
function answerHere(load: LoadModel): EngineClient {
  return createEngineClient({
    open: () => {
      const [near, far] = createChannelPair();
      serveEngine(far, createHandlers(load));
      return near;
    },
  });
}

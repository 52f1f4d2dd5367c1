import { join, resolve } from "node:path";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { createHandlers } from "../../src/engine/serve/handlers";
import { createWordList } from "../../src/engine/serve/wordList";
import { toneRule } from "../../src/lint/rules/tone/toneRule";
import type { Direction, RewordResult } from "../../src/tasks/reword/rewordRequest";

const ROOT = resolve(import.meta.dirname, "../..");
const WORK = { turn: () => Promise.resolve(), report: () => undefined };
export const AGAIN = [...(toneRule.needs.params?.again ?? [])];

/** Asks for rewrites as editor and command line do, in int8. */
export interface RewordAsker {
  /** The score that the rule `tone/negative` gives each text; 0 where negative is not the largest. */
  readTones(texts: readonly string[]): Promise<readonly number[]>;
  reword(text: string, towards: Direction): Promise<RewordResult>;
  dispose(): Promise<void>;
}

export function createRewordAsker(model: string): RewordAsker {
  const load = (folder: string) =>
    createOnnxModel(folder, { precision: "int8", threads: 1, cacheFolder: join(ROOT, ".cache", "int8") });
  const handlers = createHandlers(load, undefined, { words: createWordList(join(ROOT, "dist/words.bin")) });
  return {
    async readTones(texts) {
      const tones = await handlers.tone({ model, sentences: [...texts], again: AGAIN }, WORK);
      return tones.map(({ label, scores }) => (label === "negative" ? scores.negative : 0));
    },
    reword: (text, towards) => handlers.reword({ model, text, towards, again: AGAIN }, WORK),
    async dispose() {
      await handlers.unload({ model }, WORK);
    },
  };
}

import * as z from "zod/mini";
import { findEmptySentence, toneRequest } from "../tasks/tone/toneRequest";
import type { Tool } from "./tool";
import { ToolError } from "./toolError";

const input = z.pick(toneRequest.params, { sentences: true });
/** The answer of a tool is an object. */
const output = z.strictObject({
  tones: toneRequest.result.check(z.describe("One for each sentence, in order.")),
});

export const toneTool: Tool<typeof input, typeof output> = {
  title: "Tell Tones",
  description:
    "Says of each sentence whether it reads negative, neutral or positive, with probabilities, by a model on this machine. Use it to check how something will sound before it is sent. Give sentences, not whole documents: `lint` reads those.",
  input,
  output,
  run: async (host, { sentences }, { signal, onProgress }) => {
    const empty = findEmptySentence(sentences);
    if (empty !== undefined) throw new ToolError("bad-request", `tone: ${empty}`);
    const params = { model: await host.resolve("tone"), sentences };
    return { tones: await host.engine.request("tone", params, { signal, ...(onProgress && { onProgress }) }) };
  },
};

import * as z from "zod/mini";
import { fillRequest } from "../tasks/fill/fillRequest";
import type { Tool } from "./tool";

const input = z.pick(fillRequest.params, {
  text: true,
  pair: true,
  before: true,
  after: true,
  targets: true,
  words: true,
  top: true,
  maxPieces: true,
});

export const fillTool: Tool<typeof input, typeof fillRequest.result> = {
  title: "Fill Masks",
  description:
    'Says which words BERT, a language model on this machine, expects at each [MASK] of an English text, with probabilities: "The cat [MASK] on the mat." Use it to choose a word that fits its sentence, or with `targets` to compare words. Several [MASK]s are filled each by itself. "[MASK|red,green]" takes one of these words.',
  input,
  output: fillRequest.result,
  run: async (host, asked, { signal }) =>
    host.engine.request("fill", { ...asked, model: await host.resolve("text") }, { signal }),
};

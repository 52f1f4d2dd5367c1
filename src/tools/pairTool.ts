import * as z from "zod/mini";
import { pairRequest } from "../tasks/pair/pairRequest";
import type { Tool } from "./tool";

const input = z.pick(pairRequest.params, { text: true, pair: true, before: true, document: true });

export const pairTool: Tool<typeof input, typeof pairRequest.result> = {
  title: "Check Next Sentence",
  description:
    "Says whether one sentence plausibly follows another, by BERT's next-sentence readout on this machine. Judge by `margin`: above 0, this order fits better than the swapped one and than other sentences of `document`. `isNext` is near 1 for most pairs, related or not.",
  input,
  output: pairRequest.result,
  run: async (host, asked, { signal }) =>
    host.engine.request("pair", { ...asked, model: await host.resolve("text") }, { signal }),
};

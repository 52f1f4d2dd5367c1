import * as z from "zod/mini";
import { tokensRequest } from "../tasks/tokens/tokensRequest";
import type { Tool } from "./tool";

/** Nobody reads more, and an answer takes up room where it is read. */
const MOST_TOKENS = 1000;

const input = z.pick(tokensRequest.params, { text: true, pair: true, specials: true });
const output = z.extend(tokensRequest.result, {
  more: z
    .int()
    .check(z.describe(`How many tokens come after those that are listed, which are at most ${MOST_TOKENS}.`)),
});

export const tokensTool: Tool<typeof input, typeof output> = {
  title: "Show Tokens",
  description:
    "Lists the word pieces that BERT's tokenizer cuts a text into, with ids and the range of characters of each. Use it to see what the model reads, or to count tokens.",
  input,
  output,
  run: async (host, asked, { signal }) => {
    const found = await host.engine.request("tokens", { ...asked, model: await host.resolve("text") }, { signal });
    const { tokens } = found;
    return { ...found, tokens: tokens.slice(0, MOST_TOKENS), more: Math.max(0, tokens.length - MOST_TOKENS) };
  },
};

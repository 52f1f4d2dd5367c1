import type { Model } from "../model/model";
import { joinSegments } from "../sequences/joinSegments";
import { readBlanks } from "../sequences/readBlanks";
import type { TokensParams, TokensResult } from "./tokensRequest";

/** Lists all tokens that the model would read, even over its limit. */
export function listTokens(model: Model, { text, pair, specials = "mask" }: TokensParams): Promise<TokensResult> {
  const { tokenizer, info } = model;
  const a = readBlanks(tokenizer, text, specials);
  const b = pair === undefined ? undefined : readBlanks(tokenizer, pair, specials);
  return Promise.resolve({ tokens: joinSegments(tokenizer, a, b).tokens, maxTokens: info.maxTokens });
}

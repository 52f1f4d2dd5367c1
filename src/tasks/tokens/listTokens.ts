import type { Model } from "../model/model";
import type { TokensParams, TokensResult } from "./tokensRequest";

/** Lists all tokens that the model would read, even over its limit. */
export function listTokens(model: Model, { text, pair, specials = "mask" }: TokensParams): Promise<TokensResult> {
  const { tokenizer } = model;
  const encoding =
    pair === undefined ? tokenizer.encode(text, { specials }) : tokenizer.encodePair(text, pair, { specials });
  return Promise.resolve({ tokens: encoding.tokens });
}

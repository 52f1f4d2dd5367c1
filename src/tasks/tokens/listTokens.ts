import type { Specials } from "../../tokenizer/encoding";
import type { Model } from "../model/model";
import type { TokensResult } from "../results";

export interface TextRequest {
  readonly text: string;
  readonly pair?: string;
  readonly specials?: Specials;
}

/** The tokens the model would read: all of them, also over its limit. */
export function listTokens(model: Model, { text, pair, specials = "mask" }: TextRequest): Promise<TokensResult> {
  const { tokenizer } = model;
  const encoding =
    pair === undefined ? tokenizer.encode(text, { specials }) : tokenizer.encodePair(text, pair, { specials });
  return Promise.resolve({ tokens: encoding.tokens });
}

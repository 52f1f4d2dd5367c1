import type { Encoding } from "../../tokenizer/encoding";
import type { ModelInput } from "../model/model";

export function toInput({ tokens }: Encoding): ModelInput {
  return { ids: tokens.map(({ id }) => id), segments: tokens.map(({ segment }) => segment) };
}

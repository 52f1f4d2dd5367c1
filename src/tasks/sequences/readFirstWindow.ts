import type { Token } from "../../tokenizer/encoding";
import type { Model } from "../model/model";
import type { PartRead } from "../schemas/partReadSchema";
import type { TextInput } from "../schemas/textParams";
import { countAdded } from "./countAdded";
import { fitSegments } from "./fitSegments";
import { joinSegments } from "./joinSegments";
import { readBlanks } from "./readBlanks";

/** The tokens of a text or pair that one sequence holds: the start, if it is too long. */
export function readFirstWindow(
  { tokenizer, info }: Model,
  { text, pair, specials = "mask" }: TextInput,
): { readonly tokens: readonly Token[]; readonly read: PartRead | undefined } {
  const a = readBlanks(tokenizer, text, specials);
  const b = pair === undefined ? undefined : readBlanks(tokenizer, pair, specials);
  const fitted = fitSegments(a, b, { maxTokens: info.maxTokens, added: countAdded(tokenizer, b), keep: "start" });
  return { tokens: joinSegments(tokenizer, fitted.a, fitted.b).tokens, read: fitted.read };
}

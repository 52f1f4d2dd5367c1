import type { Checkpoint } from "../../checkpoint/checkpoint";
import { CheckpointError } from "../../checkpoint/files/checkpointError";
import { createTokenizer } from "../../tokenizer/createTokenizer";
import type { Tokenizer } from "../../tokenizer/encoding";
import { TokenizerError } from "../../tokenizer/tokenizerError";

/** @throws {CheckpointError} `bad-vocabulary` if no tokenizer can be made of the pieces. */
export function openTokenizer({ folder, tokenizer }: Pick<Checkpoint, "folder" | "tokenizer">): Tokenizer {
  try {
    return createTokenizer(tokenizer);
  } catch (cause) {
    if (!(cause instanceof TokenizerError)) throw cause;
    throw new CheckpointError("bad-vocabulary", `${folder}: ${cause.message}`, { cause });
  }
}

import { findEmptySentence } from "../../tasks/tone/toneRequest";
import { CliError } from "../cliError";

/** @throws {CliError} `bad-usage` for a text that is empty: a classifier gives that a label too, which means nothing. */
export function requireWords(text: string): void {
  if (findEmptySentence([text]) !== undefined) {
    throw new CliError("bad-usage", "the text has no words, expected at least one");
  }
}

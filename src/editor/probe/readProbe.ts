import * as l10n from "@vscode/l10n";
import { BLANK, findBlank } from "../../text/spans/blank";
import { EditorError } from "../editorError";

/** What is asked of the engine, without the model. */
export interface Probe {
  /** With `[MASK]`, and slots by number: "[MASK] works as a {1}." */
  readonly text: string;
  readonly words: readonly string[];
  readonly slot: Readonly<Record<string, readonly string[]>>;
}

// eslint-disable-next-line language/untranslated -- the model reads English
const EXAMPLE = "[MASK|he,she] works as a {nurse,engineer}.";
const SLOT = /\{([^{}\r\n]*)\}/g;

/**
 * Reads a template as one writes it into a text: the words to compare in a blank, what stands elsewhere in turn in braces.
 *
 * @throws {EditorError} `no-text`, which says what is missing, and how a template looks.
 */
export function readProbe(written: string): Probe {
  const blanks = [...written.matchAll(new RegExp(BLANK, "gi"))];
  const [blank] = blanks;
  const words = (blank && findBlank(blank[0])?.words) ?? [];
  if (blank === undefined || blanks.length > 1 || words.length < 2 || words.includes("")) {
    throw new EditorError(
      "no-text",
      l10n.t("Put the cursor in a sentence with one blank that names words, such as: {0}", EXAMPLE),
    );
  }
  const slot: Record<string, readonly string[]> = {};
  const write = (part: string) =>
    part.replace(SLOT, (_, inside: string) => {
      const values = inside.split(",").map((value) => value.trim());
      if (values.includes("")) {
        throw new EditorError(
          "no-text",
          l10n.t("Write words with commas between into the braces, such as: {0}", EXAMPLE),
        );
      }
      const name = String(Object.keys(slot).length + 1);
      slot[name] = values;
      return `{${name}}`;
    });
  const { index, 0: found } = blank;
  const text = `${write(written.slice(0, index))}[MASK]${write(written.slice(index + found.length))}`;
  if (Object.keys(slot).length === 0) {
    throw new EditorError(
      "no-text",
      l10n.t("Write what may stand elsewhere in the sentence in braces, such as: {0}", EXAMPLE),
    );
  }
  return { text, words, slot };
}

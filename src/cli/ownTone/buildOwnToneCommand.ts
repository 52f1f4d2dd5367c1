import { selectOwnTone } from "../../ownTone/selectOwnTone";
import type { ToneFile } from "../../ownTone/toneFileSchema";
import { CliError } from "../cliError";
import { describeRead } from "../print/describeRead";
import { formatScores } from "../print/formatScores";
import { requireWords } from "../texts/requireWords";
import type { TextCommand } from "../texts/textCommand";

/** `cloze tone --with`: says which label of a tone of one's own a text has. */
export function buildOwnToneCommand(file: ToneFile): TextCommand<"classify"> {
  const tone = selectOwnTone(file);
  return {
    kind: "classify",
    summary: "say which label of a tone of one's own a text has",
    example: 'cloze tone "This is a dreadful mess." --with ours.json',
    purpose: "tone",
    fields: ["text"],
    buildParams: (model, { text, why }) => {
      if (why === true) {
        throw new CliError(
          "bad-usage",
          "--with and --why: the words are those of the model's own labels, expected one",
        );
      }
      requireWords(text);
      return { model, sentences: [text], tone };
    },
    toJson([result]) {
      if (result === undefined) throw new RangeError("one sentence was asked for, none was answered");
      const { label, scores, read } = result;
      return { label, scores, ...(read && { read }) };
    },
    describe: (results) =>
      results
        .flatMap(({ label, scores, read }) => [label, "", formatScores(tone.labels, scores), ...describeRead(read)])
        .join("\n"),
  };
}

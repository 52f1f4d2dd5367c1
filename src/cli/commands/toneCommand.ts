import { openToneFile } from "../input/openToneFile";
import { buildOwnToneCommand } from "../ownTone/buildOwnToneCommand";
import { describeRead } from "../print/describeRead";
import { formatScores } from "../print/formatScores";
import { requireWords } from "../texts/requireWords";
import type { TextCommand } from "../texts/textCommand";
import { occludeCommand } from "./occludeCommand";

export const toneCommand: TextCommand<"tone"> = {
  kind: "tone",
  summary: "say whether a text is negative, neutral or positive",
  example: 'cloze tone "This is a dreadful mess."',
  purpose: "tone",
  fields: ["text", "why"],
  findInstead: ({ why }) => (why === true ? occludeCommand : undefined),
  alternative: {
    flags: "--with <file>",
    description: "a file that cloze train wrote: say which of its labels the text has",
    name: "with",
    load: async ({ folder }, file) => buildOwnToneCommand(await openToneFile(file, folder)),
  },
  buildParams(model, { text }) {
    requireWords(text);
    return { model, sentences: [text] };
  },
  toJson([result]) {
    if (result === undefined) throw new RangeError("one sentence was asked for, none was answered");
    const { label, scores, read } = result;
    return { label, scores, ...(read && { read }) };
  },
  describe: (results) =>
    results
      .flatMap(({ label, scores, read }) => [label, "", formatScores(TONES, scores), ...describeRead(read)])
      .join("\n"),
};

const TONES = ["negative", "neutral", "positive"] as const;

import { formatPercents } from "../../wording/formatPercents";
import { describeRead } from "../print/describeRead";
import { formatBar } from "../print/formatBar";
import { formatTable } from "../print/formatTable";
import type { TextCommand } from "../texts/textCommand";

export const toneCommand: TextCommand<"tone"> = {
  kind: "tone",
  summary: "say whether a text is negative, neutral or positive",
  example: 'cloze tone "This is a dreadful mess."',
  purpose: "tone",
  fields: ["text"],
  buildParams: (model, { text }) => ({ model, sentences: [text] }),
  toJson([result]) {
    if (result === undefined) throw new RangeError("one sentence was asked for, none was answered");
    const { label, scores, read } = result;
    return { label, scores, ...(read && { read }) };
  },
  describe: (results) =>
    results
      .flatMap(({ label, scores, read }) => [
        label,
        "",
        formatTable(listRows(scores), ["left", "right"]),
        ...describeRead(read),
      ])
      .join("\n"),
};

const TONES = ["negative", "neutral", "positive"] as const;

function listRows(scores: Readonly<Record<(typeof TONES)[number], number>>): readonly (readonly string[])[] {
  const percents = formatPercents(TONES.map((name) => scores[name]));
  return TONES.map((name, index) => [name, percents[index] ?? "", formatBar(scores[name])]);
}

import { toneRule } from "../../lint/rules/tone/toneRule";
import { describeEdits } from "../../wording/describeEdits";
import { describeMeasures } from "../../wording/describeMeasures";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { formatTable } from "../print/formatTable";
import type { TextCommand } from "../texts/textCommand";

export const rewordCommand: TextCommand<"reword"> = {
  kind: "reword",
  summary: "rewrite a text with one or two small changes",
  example: 'cloze reword "The documentation is a joke." --towards softer',
  purpose: "text",
  fields: ["text", "towards", "before", "top", "toneModel"],
  buildParams: (model, { text, towards, before, top, toneModel }) => ({
    model,
    text,
    again: [...(toneRule.needs.params?.again ?? [])],
    ...(towards !== undefined && { towards }),
    ...(before !== undefined && { before: [...before] }),
    ...(top !== undefined && { top }),
    ...(toneModel !== undefined && { toneModel }),
  }),
  toJson: ({ rewrites, tone, lacks }) => ({
    rewrites,
    ...(tone !== undefined && { tone }),
    ...(lacks !== undefined && { lacks }),
  }),
  describe({ rewrites, tone, lacks }, { text, towards = "softer" }) {
    const now = tone === undefined ? [] : [`${formatPercent(tone)} negative as it is.`, ""];
    const missing = Object.entries(lacks ?? {}).map(([measure, why]) => `No ${measure}: ${why}.`);
    if (rewrites.length === 0) return [...now, `Nothing ${towards} is offered.`, ...missing].join("\n");
    const rows = rewrites.flatMap((rewrite, i) => [
      [String(i + 1), rewrite.text],
      ["", describeEdits(text, rewrite.edits)],
      ["", describeMeasures(rewrite).join("  ·  ")],
    ]);
    return [...now, formatTable(rows, ["right", "left"]), ...(missing.length > 0 ? ["", ...missing] : [])].join("\n");
  },
};

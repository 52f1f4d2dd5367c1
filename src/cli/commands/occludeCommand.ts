import { formatCounted } from "../../wording/formatCounted";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { formatPoints } from "../../wording/numbers/formatPoints";
import { describeRead } from "../print/describeRead";
import { flatToken } from "../print/flatToken";
import { formatTable } from "../print/formatTable";
import type { TextCommand } from "../texts/textCommand";

/** What `cloze tone --why` answers. */
export const occludeCommand: TextCommand<"occlude"> = {
  kind: "occlude",
  summary: "say which words carry the answer",
  example: 'cloze tone "This is a dreadful mess." --why',
  purpose: "tone",
  fields: ["text"],
  buildParams: (model, { text }) => ({ model, text }),
  toJson: ({ label, labels, several, words, more, mask, tokens, layer, attention, read }, { text }) => ({
    label,
    // As without `--why`.
    scores: Object.fromEntries(labels.map((each) => [each.label, each.probability])),
    labels,
    several,
    words: words.map(({ start, end, ...word }) => ({ text: text.slice(start, end), start, end, ...word })),
    more,
    mask,
    layer,
    attention,
    tokens: tokens.map(flatToken),
    ...(read && { read }),
  }),
  describe: ({ label, labels, words, more, mask, layer, read }, { text }) =>
    [
      formatTable(labels.map((each) => [each.label, formatPercent(each.probability)])),
      "",
      `How much less "${label}" the text is without each word, ${mask === "" ? "which is left out" : `with ${mask} in its place`}, in percentage points,`,
      `and how much of the attention of [CLS] in layer ${layer} the word has:`,
      "",
      formatTable(
        words.map(({ start, end, fall, attention }) => [
          text.slice(start, end),
          formatPoints(fall),
          formatPercent(attention),
        ]),
        ["left", "right", "right"],
      ),
      ...(more > 0 ? ["", `${formatCounted(more, "word")} behind these were not hidden.`] : []),
      ...describeRead(read),
    ].join("\n"),
};

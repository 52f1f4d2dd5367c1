import type { FormatFacts } from "../formatFacts";

/** A Jupyter notebook as it is stored. In the editor, each of its cells is a document of its own. */
export const NOTEBOOK = {
  languages: ["jupyter"],
  endings: ["ipynb"],
  comment: { opening: String.raw`<!--[ \t]*`, closing: String.raw`[ \t]*-->`, written: ["<!-- ", " -->"] },
  skipped: [["a cell of code, an output, or the notebook's JSON", /[\s\S]+/muy]],
  isCheckedByDefault: true,
} as const satisfies FormatFacts;

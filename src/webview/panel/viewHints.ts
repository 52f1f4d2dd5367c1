import type { ViewName } from "../state/panelChoices";

const ATTENTION_HINT = "Point at a piece to see what it looks at. Choose it to see what the model would write there.";
/** What is said of each view while nothing is pointed at. */
export const VIEW_HINTS: Readonly<Record<ViewName, string>> = {
  links: ATTENTION_HINT,
  matrix: ATTENTION_HINT,
  table: ATTENTION_HINT,
  heads: "Each picture is a head: the pieces in its rows look at those in its columns. Choose one to enlarge it.",
  vectors: "Point at a piece to see which others are most like it.",
  layers: "Choose a piece to see what the model would write there at each layer.",
};

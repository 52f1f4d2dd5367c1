import { drawBetweenGrid } from "../../src/webview/marks/between/betweenGrid";
import { drawPairComparisons } from "../../src/webview/marks/between/pairComparisons";
import { drawCarriedWords } from "../../src/webview/marks/carried/carriedWords";
import { drawLabelBars } from "../../src/webview/marks/carried/labelBars";
import { drawLimitRuler } from "../../src/webview/marks/embedded/limitRuler";
import { createDocument, makeComparedPair, makeOccluded } from "./fixture";
import { assertSnapshot } from "./snapshot";

const noop = () => undefined;

/** Marks of the views Input, Tone and Pair that take no tokens. */
const MARKS: Record<string, (document: Document) => Element> = {
  limitRuler: (document) => drawLimitRuler({ limit: 128, total: 32, windows: [] }, { document }),
  "limitRuler, windows": (document) =>
    drawLimitRuler(
      {
        limit: 128,
        total: 150,
        windows: [
          { start: 0, end: 600, tokens: 128 },
          { start: 601, end: 700, tokens: 26 },
        ],
      },
      { document },
    ),
  "limitRuler, a long pair": (document) => drawLimitRuler({ limit: 128, total: 150, windows: [] }, { document }),
  labelBars: (document) => drawLabelBars(makeOccluded([], 1).labels, { document }),
  carriedWords: (document) =>
    drawCarriedWords(
      {
        ...makeOccluded(
          [
            { start: 0, end: 3, fall: 0.5, attention: 0.125 },
            { start: 4, end: 8, fall: -0.25, attention: 0.25 },
          ],
          4,
        ),
        text: "bad שלום <img src=x>",
        first: "[CLS]",
      },
      { document },
    ),
  pairComparisons: (document) => drawPairComparisons(makeComparedPair(), { document }),
  betweenGrid: (document) => drawBetweenGrid(makeComparedPair(), { document, side: "ba", onOpen: noop }),
};

// A part of the tests of marks, in a file of its own for its length.
describe("marks of what is inside", () => {
  for (const [name, draw] of Object.entries(MARKS)) {
    it(`${name} is as in its snapshot`, () => assertSnapshot(name.replaceAll(/\W+/g, "-"), draw(createDocument())));
  }
});

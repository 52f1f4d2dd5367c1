import * as l10n from "@vscode/l10n";
import { multiplyPair, scoreKeys } from "../answers/neurons";
import { buildElement } from "../dom/buildElement";
import { drawKeyScores } from "../marks/neurons/keyScores";
import { drawNeuronPair } from "../marks/neurons/neuronPair";
import { drawSingleHead } from "./drawSingleHead";
import type { PanelView } from "./panelView";

const READING = l10n.t(
  "A head turns each piece into a query and a key. The products of a query with a key, element by element, add up to their score; the softmax makes attention of the scores. So long bars in the last row are why a piece looks at another.",
);
const NOTHING = l10n.t("Choose a piece above to compare its query with the keys of all pieces.");

/** Why a head looks where it looks: the query and the key of two tokens, element by element. */
export const neuronsView: PanelView = {
  label: l10n.t("Query and key"),
  hint: l10n.t("Choose a piece to see why it looks at others."),
  drawPicker: drawSingleHead,
  draw: ({ input, answers, choices }, { document, onChange }) => {
    const { neurons } = answers;
    if (!neurons) return undefined;
    const { pinned: from, compared } = choices;
    if (from === undefined) return { elements: [buildElement(document, "p", { class: "note", text: NOTHING })] };
    const { tokens } = input;
    const scores = scoreKeys(neurons, from);
    const to = compared ?? scores.weights.indexOf(Math.max(...scores.weights));
    const { size, query, key } = neurons;
    const [first, second] = [tokens[from], tokens[to]];
    if (!first || !second) return undefined;
    const cut = (values: Float32Array, position: number) => values.subarray(position * size, (position + 1) * size);
    const pair = {
      from: first,
      to: second,
      query: cut(query, from),
      key: cut(key, to),
      products: multiplyPair(neurons, from, to),
      weight: scores.weights[to] ?? NaN,
    };
    const onChoose = (position: number) => onChange({ compared: position });
    return {
      elements: [
        buildElement(document, "p", { class: "note", text: READING }),
        drawNeuronPair(pair, { document }),
        drawKeyScores(tokens, { ...scores, from: first, to }, { document, onChoose }),
      ],
    };
  },
};

import assert from "node:assert/strict";
import { multiplyPair, scoreKeys } from "../../src/webview/answers/neurons";
import { drawAttentionArcs } from "../../src/webview/marks/attentionArcs";
import { drawAttentionMatrix } from "../../src/webview/marks/attentionMatrix";
import { drawComparedBars } from "../../src/webview/marks/compared/comparedBars";
import { drawComparedTexts } from "../../src/webview/marks/compared/comparedTexts";
import { drawComparedWords } from "../../src/webview/marks/compared/comparedWords";
import { drawWordName } from "../../src/webview/marks/compared/drawWordName";
import { drawEmbeddingTable } from "../../src/webview/marks/embedded/embeddingTable";
import { drawFillBars } from "../../src/webview/marks/fillBars";
import { drawHeadGrid } from "../../src/webview/marks/headGrid";
import { drawHeadSummary } from "../../src/webview/marks/headSummary";
import { drawInputHeader } from "../../src/webview/marks/inputHeader";
import { drawLayerFills } from "../../src/webview/marks/layers/layerFills";
import { drawLayerLines } from "../../src/webview/marks/layers/layerLines";
import { drawLinksLegend } from "../../src/webview/marks/linksLegend";
import { drawChangeBars } from "../../src/webview/marks/masked/changeBars";
import { drawChangedTokens } from "../../src/webview/marks/masked/changedTokens";
import { drawKeyScores } from "../../src/webview/marks/neurons/keyScores";
import { drawNeuronPair } from "../../src/webview/marks/neurons/neuronPair";
import { drawOddsBars } from "../../src/webview/marks/oddsBars";
import { drawPieceText } from "../../src/webview/marks/pieceText";
import { drawRolloutFlow } from "../../src/webview/marks/rollout/rolloutFlow";
import { drawSenseList } from "../../src/webview/marks/senses/senseList";
import { drawSenseMap } from "../../src/webview/marks/senses/senseMap";
import { drawTokenDetails } from "../../src/webview/marks/tokenDetails";
import { drawTokenRow } from "../../src/webview/marks/tokenRow";
import { drawTokenTable } from "../../src/webview/marks/tokenTable";
import { VectorMap } from "../../src/webview/marks/vectors/vectorMap";
import { drawVectorTable } from "../../src/webview/marks/vectors/vectorTable";
import { drawWeightTable } from "../../src/webview/marks/weightTable";
import type { PanelToken } from "../../src/webview/messages";
import type { PanelUse } from "../../src/webview/messages/otherPages";
import type { ViewName } from "../../src/webview/state/panelChoices";
import { VIEW_LABELS } from "../../src/webview/views/panelViews";
import { drawAgainstChoice } from "../../src/webview/widgets/againstChoice";
import { drawBetweenChoice } from "../../src/webview/widgets/betweenChoice";
import { drawDirectionChoice } from "../../src/webview/widgets/directionChoice";
import { drawExportButton } from "../../src/webview/widgets/exportButton";
import { drawFollowToggle } from "../../src/webview/widgets/followToggle";
import { drawHeadPicker } from "../../src/webview/widgets/headPicker";
import { drawKeepToggle } from "../../src/webview/widgets/keepToggle";
import { drawLayerSlider } from "../../src/webview/widgets/layerSlider";
import { drawLinkedToggle } from "../../src/webview/widgets/linkedToggle";
import { drawLinkSettings } from "../../src/webview/widgets/linkSettings";
import { drawSpecialToggle } from "../../src/webview/widgets/specialToggle";
import { drawTextField } from "../../src/webview/widgets/textField";
import { drawViewControls } from "../../src/webview/widgets/viewControls";
import {
  createDocument,
  HOSTILE_TOKENS,
  LONG_TOKENS,
  makeCompared,
  makeEmbedded,
  makeFlow,
  makeHeads,
  makeInput,
  makeLayer,
  makeLayerAnswers,
  makeMap,
  makeMask,
  makeNeurons,
  makeShares,
  makeTokens,
  PAIR_TOKENS,
} from "./fixture";
import { assertIsolated } from "./isolation";
import { assertSnapshot } from "./snapshot";

const noop = () => undefined;
const onEvents = { onPoint: noop, onPin: noop, onReveal: noop, onMask: noop };

const USES: readonly PanelUse[] = [
  { text: "The bank lends.", start: 4, end: 8, place: "a.md", group: 0, point: [-1, 0] },
  {
    text: "A bank <img src=x onerror='globalThis.hurt=1'> שלום",
    start: 2,
    end: 6,
    place: "<b>.md",
    group: 0,
    point: [-0.5, 1],
  },
  { text: "A river's bank", start: 10, end: 14, place: "b/c.md", group: 1, point: [2, -1] },
];

/** Every mark that takes tokens. */
const TOKEN_MARKS: Record<string, (tokens: readonly PanelToken[], document: Document) => Element> = {
  tokenRow: (tokens, document) => drawTokenRow(tokens, { document, ...onEvents }).element,
  attentionArcs: (tokens, document) =>
    drawAttentionArcs(makeMap(tokens), {
      document,
      wanted: { threshold: 0.1, between: "all", withSpecial: true },
      ...onEvents,
    }).element,
  attentionMatrix: (tokens, document) => drawAttentionMatrix(makeMap(tokens), { document, ...onEvents }).element,
  tokenTable: (tokens, document) => drawTokenTable(makeMap(tokens), { document, pinned: 0, onPin: noop }),
  weightTable: (tokens, document) => drawWeightTable(makeMap(tokens), 0, { document }),
  vectorMap: (tokens, document) => new VectorMap(tokens, makeLayer(tokens.length), { document, ...onEvents }).element,
  vectorTable: (tokens, document) => drawVectorTable(tokens, makeLayer(tokens.length), { document, onPin: noop }),
  rolloutFlow: (tokens, document) =>
    drawRolloutFlow(makeInput(tokens), makeFlow(tokens.length, 1), { document, onPin: noop }),
  keyScores: (tokens, document) =>
    drawKeyScores(
      tokens,
      {
        ...scoreKeys(makeNeurons(tokens.length), Math.min(1, tokens.length - 1)),
        from: tokens[1] ?? tokens[0]!,
        to: 0,
      },
      { document, onChoose: noop },
    ),
  neuronPair: (tokens, document) => {
    const neurons = makeNeurons(tokens.length);
    const from = Math.min(1, tokens.length - 1);
    return drawNeuronPair(
      {
        from: tokens[from]!,
        to: tokens[0]!,
        query: neurons.query.subarray(4 * from, 4 * from + 4),
        key: neurons.key.subarray(0, 4),
        products: multiplyPair(neurons, from, 0),
        weight: 0.25,
      },
      { document },
    );
  },
  layerFills: (tokens, document) =>
    drawLayerFills(
      { token: tokens[1] ?? tokens[0]!, layers: makeLayerAnswers(3, 1).map(({ masks }) => masks[0]?.fills ?? []) },
      { document },
    ),
  embeddingTable: (tokens, document) =>
    drawEmbeddingTable(tokens, makeEmbedded(tokens.length), { document, onPin: noop }),
  inputHeader: (tokens, document) =>
    drawInputHeader(makeInput(tokens, { pair: "", isNext: 0.75, notice: "Not all was read." }), { document }),
  changedTokens: (tokens, document) => drawChangedTokens(tokens, makeMask(tokens, [1]), { document }),
  changeBars: (tokens, document) =>
    drawChangeBars(
      {
        title: "From → to",
        rows: tokens.slice(0, 2).map((token, i) => ({
          label: [drawPieceText(token, { document })],
          before: i / 2,
          after: 1.0001 - i / 4,
        })),
      },
      { document },
    ),
  comparedTexts: (tokens, document) => drawComparedTexts(makeCompared(tokens), { document }),
  comparedWords: (tokens, document) => drawComparedWords(makeCompared(tokens).words, { document }),
  comparedBars: (tokens, document) => {
    const { words, names, links } = makeCompared(tokens);
    const rows = links.map(({ from, ...sides }) => ({ label: drawWordName(words, from, { document }), ...sides }));
    const added = { label: drawWordName(words, words.length - 1, { document }), after: 0.25 };
    return drawComparedBars({ title: "From ⇒ to", names, rows: [...rows, added] }, { document });
  },
  linksLegend: (tokens, document) => {
    const links = [{ position: Math.min(1, tokens.length - 1), weight: 0.25 }];
    const shown = { position: 0, direction: "to", heads: [{ layer: 1, head: 0 }], links } as const;
    return drawLinksLegend(tokens, shown, { document });
  },
  tokenDetails: (tokens, document) =>
    drawTokenDetails(
      tokens[1] ?? tokens[0]!,
      { kind: "awaited" },
      {
        document,
        hasMlm: true,
        hasDocument: true,
        isMasked: false,
        isWord: true,
        ...onEvents,
        onUse: noop,
        onClose: noop,
      },
    ),
};

/** Marks of other data, and widgets. */
const OTHER_MARKS: Record<string, (document: Document) => Element> = {
  fillBars: (document) =>
    drawFillBars(
      {
        fills: [
          { text: "able", probability: 2 / 3 },
          { text: "<b>", probability: 0.0001 },
        ],
        original: { text: "Able", probability: 2 / 3 },
        rank: 1,
      },
      { document },
    ),
  "fillBars, the own word far down": (document) =>
    drawFillBars(
      { fills: [{ text: "a", probability: 0.5 }], original: { text: "z", probability: 0.00001 }, rank: 12345 },
      { document },
    ),
  oddsBars: (document) =>
    drawOddsBars(
      [
        { slots: "nurse", words: ["he", "she"], filled: 0.17, prior: 0.96, logOdds: -0.79 },
        { slots: "<b>engineer", words: ["he", "she"], filled: 1.355, prior: 0.96, logOdds: 0.395 },
      ],
      { document },
    ),
  headPicker: (document) =>
    drawHeadPicker(
      { layers: 2, heads: 3 },
      {
        document,
        current: { layer: 1, head: 2 },
        chosen: [
          { layer: 0, head: 1 },
          { layer: 1, head: 2 },
        ],
        onChoose: noop,
      },
    ),
  specialToggle: (document) => drawSpecialToggle(true, { document, onChange: noop }),
  headPickerSingle: (document) =>
    drawHeadPicker(
      { layers: 2, heads: 2 },
      { document, current: { layer: 1, head: 0 }, chosen: [{ layer: 1, head: 0 }], isSingle: true, onChoose: noop },
    ),
  betweenChoice: (document) => drawBetweenChoice(PAIR_TOKENS, "ab", { document, onChoose: noop })[0]!,
  headSummary: (document) => drawHeadSummary(makeShares(2), { document }),
  headGrid: (document) =>
    drawHeadGrid(makeHeads(2, 4, 3), { document, tokenCount: 3, layer: 1, head: 2, onPoint: noop, onOpen: noop })
      .element,
  againstChoice: (document) => drawAgainstChoice("commit", { document, isLacking: () => false, onChoose: noop }),
  linkedToggle: (document) => drawLinkedToggle(false, { document, onChange: noop }),
  keepToggle: (document) => drawKeepToggle(true, { document, onChange: noop }),
  followToggle: (document) => drawFollowToggle(true, { document, onChange: noop }),
  textField: (document) => drawTextField({ document, onSubmit: noop }).element,
  layerLines: (document) =>
    drawLayerLines(
      {
        title: "Tone",
        lines: [
          { name: "negative", tint: "negative", values: [0.2, 0.5, 1.0001] },
          { name: "positive", tint: "positive", values: [0.8, 0.5, 0] },
        ],
      },
      { document },
    ),
  senseMap: (document) => drawSenseMap(USES, 0.75, { document, onPoint: noop, onOpen: noop }),
  "senseMap, one use": (document) => drawSenseMap(USES.slice(0, 1), 1, { document, onPoint: noop, onOpen: noop }),
  senseList: (document) => drawSenseList(USES, { document, onOpen: noop }),
  exportButton: (document) => drawExportButton({ document, onExport: noop }),
  layerSlider: (document) => drawLayerSlider(3, { document, stage: 2, onChoose: noop, onSettle: noop }),
  viewControls: (document) =>
    drawViewControls<ViewName>({
      document,
      chosen: "links",
      labels: VIEW_LABELS,
      settings: [
        drawDirectionChoice("to", { document, onChoose: noop }),
        ...(["weight", "share"] as const).flatMap((linksBy) =>
          drawLinkSettings(
            {
              view: "links",
              direction: "to",
              between: "all",
              linksBy,
              threshold: 0.04,
              strongest: 0.05,
              withSpecial: false,
            },
            { document, onChange: noop },
          ),
        ),
      ],
      onChoose: noop,
    }),
};

// No file is called marks.ts: this holds what every mark and widget has in common.
describe("marks", () => {
  for (const [name, draw] of Object.entries(TOKEN_MARKS)) {
    it(`${name} of a pair is as in its snapshot`, () => {
      assertSnapshot(name, draw(PAIR_TOKENS, createDocument()));
    });

    it(`${name} shows hostile text literally`, () => {
      const document = createDocument();
      const element = draw(HOSTILE_TOKENS, document);
      document.body.append(element);
      assert.equal(document.querySelectorAll("img, script").length, 0);
      assert.equal(element.querySelectorAll("[id]").length, 0);
      const texts = [...element.querySelectorAll(".piece-text")].map(({ textContent }) => textContent);
      for (const text of texts)
        assert.ok(
          HOSTILE_TOKENS.some((token) => token.text === text),
          `changed: ${text}`,
        );
      assertIsolated(element);
    });

    it(`${name} can be drawn with one token and with 512`, () => {
      const [single] = makeTokens([]);
      for (const tokens of [[single!], LONG_TOKENS]) {
        const html = draw(tokens, createDocument()).outerHTML;
        assert.doesNotMatch(html, /NaN|undefined|Infinity/);
      }
    });
  }

  for (const [name, draw] of Object.entries(OTHER_MARKS)) {
    it(`${name} is as in its snapshot`, () => assertSnapshot(name.replaceAll(/\W+/g, "-"), draw(createDocument())));
  }
});

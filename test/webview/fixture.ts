import { JSDOM } from "jsdom";
import { type AttentionMap, readAttentionMap } from "../../src/webview/answers/attentionMap";
import type { Flow } from "../../src/webview/answers/checkFlow";
import type { Neurons } from "../../src/webview/answers/neurons";
import type {
  PanelHead,
  PanelInput,
  PanelLayerAnswers,
  PanelMask,
  PanelShares,
  PanelToken,
  PanelVectorLayer,
  PanelWay,
} from "../../src/webview/messages";
import type { PanelCompared } from "../../src/webview/messages/compared";
import type { ComparedPair } from "../../src/webview/messages/comparedPair";
import type { EmbeddedInput } from "../../src/webview/messages/embeddedInput";
import type { OccludedText } from "../../src/webview/messages/occludedText";

/** An empty page with its own globals. */
export function createDocument(): Document {
  return new JSDOM("<!DOCTYPE html><html><body></body></html>").window.document;
}

const SPECIAL_KINDS: Readonly<Record<string, PanelToken["kind"]>> = {
  "[CLS]": "cls",
  "[SEP]": "sep",
  "[MASK]": "mask",
  "[UNK]": "unk",
};

/** Tokens of `[CLS] … [SEP]`, and for a pair `… [SEP]` again; a space precedes each piece that starts a word. */
export function makeTokens(pieces: readonly string[], pair?: readonly string[]): readonly PanelToken[] {
  const tokens: PanelToken[] = [];
  const add = (text: string, segment: 0 | 1, span: { start: number; end: number }) =>
    tokens.push({
      text,
      id: 100 + tokens.length,
      kind: SPECIAL_KINDS[text] ?? (text.startsWith("##") ? "continuation" : "word"),
      prefix: text.startsWith("##") ? "##" : "",
      ...span,
      segment,
      position: tokens.length,
    });
  const addSegment = (texts: readonly string[], segment: 0 | 1) => {
    let end = 0;
    for (const text of texts) {
      const length = text.replace(/^##/, "").length;
      const start = end === 0 || text.startsWith("##") ? end : end + 1;
      end = start + length;
      add(text, segment, { start, end });
    }
    add("[SEP]", segment, { start: end, end });
  };
  add("[CLS]", 0, { start: 0, end: 0 });
  addSegment(pieces, 0);
  if (pair) addSegment(pair, 1);
  return tokens;
}

/** [T, T]: weights that decrease with the square of the distance; every row sums to 1. */
export function makeWeights(T: number): Float32Array {
  return joinRows(
    Array.from({ length: T }, (_, from) => {
      const raw = Array.from({ length: T }, (_, to) => 1 / (1 + Math.abs(from - to)) ** 2);
      const sum = raw.reduce((a, b) => a + b, 0);
      return raw.map((weight) => weight / sum);
    }),
  );
}

/** One row after the other. */
export function joinRows(rows: readonly (readonly number[])[]): Float32Array {
  return Float32Array.from(rows.flat());
}

export function makeMap(tokens: readonly PanelToken[]): AttentionMap {
  return readAttentionMap(tokens, makeWeights(tokens.length));
}

/** @param most - The index of the place that gets most attention; counted on from the first after the last. */
export function makeShares(most: number): PanelShares {
  const [special = 0, itself = 0, previous = 0, next = 0, sameSegment = 0, otherSegment = 0] = Array.from(
    { length: 6 },
    (_, place) => (place === most % 6 ? 0.75 : 0.05),
  );
  return { special, itself, previous, next, sameSegment, otherSegment };
}

/** Heads over T tokens, each with most attention on another place than the head before. */
export function makeHeads(layers: number, heads: number, T: number): PanelHead[][] {
  return Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: heads }, (_, head) => ({
      shares: makeShares(layer * heads + head),
      sketch: makeWeights(Math.min(T, 32)),
    })),
  );
}

/** T tokens on a spiral that turns with the layer; each is most like those next to it. */
export function makeLayer(T: number, layer = 0): PanelVectorLayer {
  const neighbours = Array.from({ length: T }, (_, i) =>
    Array.from({ length: T }, (_, j) => ({ position: j, cosine: 1 - Math.abs(i - j) / T }))
      .filter(({ position }) => position !== i)
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, 5),
  ).flat();
  return {
    points: Float64Array.from({ length: 2 * T }, (_, at) => {
      const i = Math.floor(at / 2);
      return i * (at % 2 === 0 ? Math.cos(i + layer) : Math.sin(i + layer));
    }),
    share: 1 / (layer + 2),
    neighbours: Int32Array.from(neighbours, ({ position }) => position),
    cosines: Float64Array.from(neighbours, ({ cosine }) => cosine),
  };
}

/** The way of one token through three layers: in each, half stays and half comes from the token before. */
export function makeFlow(T: number, position: number): Flow {
  const shares = new Float64Array(4 * T);
  shares[3 * T + position] = 1;
  const ways: PanelWay[] = [];
  for (const layer of [2, 1, 0]) {
    for (let to = 0; to < T; to += 1) {
      const share = shares[(layer + 1) * T + to]! / 2;
      if (share === 0) continue;
      for (const from of [to, (to + T - 1) % T]) {
        shares[layer * T + from]! += share;
        ways.push({ layer, from, to, share });
      }
    }
  }
  return { position, withoutSpecial: false, shares, ways };
}

/** Queries and keys of four numbers each, of both signs. */
export function makeNeurons(T: number): Neurons {
  const values = (step: number) => Float32Array.from({ length: 4 * T }, (_, i) => Math.sin(step * i));
  return { layer: 2, head: 0, size: 4, query: values(1), key: values(2) };
}

/** The embeddings and the layers after them; "able" comes first from layer 1 on. */
export function makeLayerAnswers(layers: number, position: number): PanelLayerAnswers[] {
  return Array.from({ length: layers + 1 }, (_, layer) => ({
    masks: [
      {
        position,
        fills: (layer < 2 ? ["the", "able"] : ["able", "the"]).map((text, i) => ({
          text,
          probability: i === 0 ? 0.5 + layer / 10 : 0.1,
        })),
      },
    ],
    next: layer / 10,
    tone: { negative: layer / 10, neutral: 1 - layer / 5, positive: layer / 10 },
  }));
}

/** What changes with these tokens masked, in layer 2, head 0: the further from the first mask, the less. */
export function makeMask(tokens: readonly PanelToken[], positions: readonly number[]): PanelMask {
  const [first = 0] = positions;
  const far = (position: number) => Math.abs(position - first) / tokens.length;
  return {
    positions,
    masked: positions.map((position) => ({
      position,
      fills: [{ text: "able", probability: 0.5 }],
      original: { text: tokens[position]?.text ?? "", probability: 0.01 },
      rank: 12,
    })),
    next: { before: 0.9, after: 0.4 },
    tone: {
      before: { negative: 0.1, neutral: 0.7, positive: 0.2 },
      after: { negative: 0.15, neutral: 0.2, positive: 0.65 },
    },
    layer: 2,
    head: 0,
    links: tokens.length < 2 ? [] : [{ from: 0, to: 1, before: 0.25, after: 0.75 }],
    moved: tokens.map(({ position }) => 1 - far(position)),
    cosines: tokens.map(({ position }) => far(position)),
  };
}

/** A word carries the label the more, the earlier it stands, and has attention the more, the later. */
export function makeOccluded(words: readonly OccludedText["words"][number][], T: number): OccludedText {
  return {
    label: "negative",
    labels: [
      { label: "neutral", probability: 0.25 },
      { label: "negative", probability: 0.75 },
    ],
    several: false,
    words,
    more: 0,
    mask: "[MASK]",
    layer: 2,
    attention: Array.from({ length: T }, () => 1 / T),
  };
}

/** Each length says which token it is of: the words' tenths, the segments' fifths, the positions' halves. */
export function makeEmbedded(T: number): EmbeddedInput {
  const lengths = (step: number) => Array.from({ length: T }, (_, i) => 1 + step * i);
  return {
    tables: [
      { table: "words", rows: Array.from({ length: T }, (_, i) => 100 + i), lengths: lengths(0.1) },
      { table: "segments", rows: Array.from({ length: T }, () => 0), lengths: lengths(0.2) },
      { table: "positions", rows: Array.from({ length: T }, (_, i) => i), lengths: lengths(0.5) },
    ],
    sums: lengths(1),
    outputs: lengths(2),
    size: 4,
    limit: 512,
    total: T,
    windows: [],
  };
}

/** Three layers of two heads; B looks at A twice as much as A at B. */
export function makeComparedPair(): ComparedPair {
  return {
    isNext: 0.75,
    swapped: 0.5,
    margin: 1.25,
    others: [{ text: "<b>Soup.", isNext: 0.125 }],
    layers: [0, 1, 2].map((layer) => [0, 1].map((head) => ({ ab: (layer + head) / 10, ba: (layer + head) / 5 }))),
    even: { ab: 0.25, ba: 0.5 },
  };
}

/** The tokens as they are, beside the same with the second one written otherwise and the last one gone. */
export function makeCompared(tokens: readonly PanelToken[], more: Partial<PanelCompared> = {}): PanelCompared {
  const far = (position: number) => position / tokens.length;
  const last = tokens.length - 1;
  return {
    against: "saved",
    position: undefined,
    heads: [{ layer: 2, head: 0 }],
    names: { before: "as saved", after: "as it is" },
    words: [
      ...tokens.map(({ text, position }) =>
        position === last
          ? ({ before: text, change: "removed" } as const)
          : ({
              before: text,
              after: position === 1 ? "other" : text,
              change: position === 1 ? "replaced" : "same",
              moved: far(position),
              cosine: 1 - far(position),
            } as const),
      ),
      { after: "new", change: "added" },
    ],
    fills: [
      {
        word: 0,
        fills: [
          { text: "able", before: 0.125, after: 0.5 },
          { text: "שלום", after: 0.25 },
        ],
        originals: { before: { probability: 0.01, rank: 12 }, after: { probability: 0.02, rank: 9 } },
      },
    ],
    labels: [{ label: "negative", before: 0.1, after: 0.9 }],
    attention: "Layer 2, head 0",
    links: [{ from: 0, to: last, before: 0.75, after: 0 }],
    movedHeads: [{ layer: 1, head: 1, moved: 0.375 }],
    notices: [],
    ...more,
  };
}

export const PAIR_TOKENS = makeTokens(["un", "##aff", "##able", "."], ["yes", "[MASK]"]);

/** Text that would do harm if it were read as markup, or look wrong if it were read in one direction only. */
export const HOSTILE_TOKENS = makeTokens([
  '<img src=x onerror="globalThis.hurt=1">',
  "</button><script>globalThis.hurt=1</script>",
  "שלום",
  "##👩🏽‍🚀",
  "\u202Egnp.exe",
  "&amp;",
]);

/** [CLS], 510 words, [SEP]: as many tokens as a BERT reads. */
export const LONG_TOKENS = makeTokens(Array.from({ length: 510 }, (_, i) => `w${i}`));

export function makeInput(tokens: readonly PanelToken[], more: Partial<PanelInput> = {}): PanelInput {
  return {
    text: "not read by the page",
    tokens,
    model: { name: "toy", layers: 3, heads: 2, maxTokens: 512, hasMlm: true },
    precision: "fp32",
    ...more,
  };
}

export function press(element: Element, key: string, more: KeyboardEventInit = {}): void {
  const { defaultView } = element.ownerDocument;
  if (!defaultView) throw new Error("the document has no window");
  element.dispatchEvent(new defaultView.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

export function point(element: Element, type: string, at: { x?: number; y?: number } = {}): void {
  const { defaultView } = element.ownerDocument;
  if (!defaultView) throw new Error("the document has no window");
  const bubbles = !type.endsWith("leave");
  element.dispatchEvent(new defaultView.MouseEvent(type, { bubbles, clientX: at.x ?? 0, clientY: at.y ?? 0 }));
}

/** @throws unless `selector` finds exactly one element. */
export function find(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelectorAll<HTMLElement>(selector);
  if (found.length !== 1) throw new Error(`${found.length} elements for ${selector}, expected 1`);
  return found[0]!;
}

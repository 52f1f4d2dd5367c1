const token = (text: string, start: number, end: number) => ({
  text,
  id: 7,
  span: { start, end },
  segment: 0,
  position: start,
  word: 0,
});
export const READ = { windows: 1, span: { start: 0, end: 9 } };

export const SHARES = { special: 0, itself: 0.125, previous: 0.5, next: 0.375, sameSegment: 0, otherSegment: 0 };
export const HEAD = { shares: SHARES, sketch: Float32Array.of(0.123) };
/** As they are printed. */
export const PRINTED_HEAD = { shares: SHARES, sketch: [[0.123]] };
export const VECTORS = {
  points: Float64Array.of(1, 0, -1, 0),
  share: 1,
  neighbours: Int32Array.of(1, 0),
  cosines: Float64Array.of(0.25, 0.25),
};
export const PRINTED_VECTORS = {
  points: [
    [1, 0],
    [-1, 0],
  ],
  share: 1,
  neighbours: [[{ position: 1, cosine: 0.25 }], [{ position: 0, cosine: 0.25 }]],
};
/** Answers of the engine. They hold more than the command line prints. */
export const ANSWERS: Readonly<Record<string, unknown>> = {
  tokens: { tokens: [token("[CLS]", 0, 0), token("cat", 0, 3)], maxTokens: 64 },
  fill: {
    masks: [
      {
        start: 4,
        end: 10,
        fills: [
          { text: "sat", probability: 0.75, pieces: 1 },
          { text: "猫", probability: 0.0001, pieces: 2 },
        ],
        original: { text: "x", probability: 0.1, pieces: 1, rank: 4 },
      },
    ],
  },
  joint: {
    fills: [
      { texts: ["paris", "france"], probability: 0.5 },
      { texts: ["rome", "italy"], probability: 0.25 },
    ],
    original: { texts: ["a", "b"], probability: 0.1 },
  },
  probe: {
    rows: [
      { slots: { job: "nurse" }, words: ["he", "she"], filled: -1, prior: 1, logOdds: -2 },
      { slots: { job: "engineer" }, words: ["he", "she"], filled: 1.5, prior: 0.5, logOdds: 1 },
    ],
  },
  pair: { isNext: 0.875, margin: 1.5, swapped: 0.5, others: [0.25] },
  tone: [{ label: "negative", scores: { negative: 0.9, neutral: 0.1, positive: 0 }, labels: [] }],
  compare: {
    before: { model: "m", tokens: [token("[CLS]", 0, 0), token("cat", 1, 3)], precision: "fp32" },
    after: { model: "m", tokens: [token("[CLS]", 0, 0), token("猫", 1, 1)], precision: "fp32" },
    words: [
      { before: [0], after: [0], change: "same", moved: 0.25, cosine: 1 },
      { before: [1], after: [1], change: "replaced", moved: 0.5, cosine: 0.125 },
    ],
    fills: [
      {
        word: 1,
        fills: [
          { text: "sat", before: 0.75, after: 0.25 },
          { text: "lay", after: 0.125 },
        ],
        original: { before: { text: "cat", probability: 0.1, rank: 4 } },
      },
    ],
    labels: [{ label: "good", before: 0.25, after: 0.75 }],
    tone: { before: { negative: 0, neutral: 0, positive: 1 } },
    next: { before: 0.5, after: 0.75 },
    heads: { before: [{ layer: 0, head: 1 }], after: [{ layer: 0, head: 1 }] },
    links: [{ from: 0, to: 1, before: 0, after: 0.5 }],
    layers: [[0.25, 0.5]],
  },
  attention: {
    tokens: [token("a", 0, 1), token("b", 1, 2)],
    heads: [{ layer: 3, head: 1 }],
    attention: Float32Array.of(0.25, 0.75, 1, 0),
    shares: SHARES,
  },
  mask: {
    tokens: [token("[CLS]", 0, 0), token("b", 1, 2)],
    positions: [1],
    masked: [
      { position: 1, fills: [{ text: "c", probability: 0.5 }], original: { text: "b", probability: 0.125, rank: 3 } },
    ],
    next: { before: 0.75, after: 0.5 },
    layer: 3,
    head: 1,
    links: [{ from: 0, to: 1, before: 0.25, after: 0.75 }],
    moved: [0.5, 1],
    cosines: [0.875, 0.5],
  },
  corrupt: {
    tokens: [token("[CLS]", 0, 0), token("b", 1, 2)],
    corrupted: [
      {
        position: 1,
        corruption: "random",
        text: "x",
        id: 9,
        guess: {
          position: 1,
          fills: [{ text: "c", probability: 0.5 }],
          original: { text: "b", probability: 0.125, rank: 3 },
        },
      },
    ],
    loss: 2.0794,
  },
  heads: { tokens: [token("a", 0, 1), token("b", 1, 2)], layers: [[HEAD, HEAD], [HEAD]] },
  rollout: {
    tokens: [token("a", 0, 1), token("b", 1, 2)],
    rollout: Float64Array.of(0.25, 0.75, 1, 0),
    flow: {
      shares: Float64Array.of(0.25, 0.75, 1, 0),
      links: [{ layer: 0, from: 1, to: 0, share: 0.75 }],
    },
  },
  neurons: {
    tokens: [token("a", 0, 1), token("b", 1, 2)],
    layer: 3,
    head: 1,
    size: 2,
    query: Float32Array.of(1, 2, 3, 4),
    key: Float32Array.of(-1, 0.5, 0, 0),
    pair: { products: Float32Array.of(-0.5, 1.5), score: 1, weight: 0.75 },
  },
  embed: { embedding: [3, 4] },
  vectors: { tokens: [token("a", 0, 1), token("b", 1, 2)], layers: [VECTORS, VECTORS, VECTORS] },
};
export const answer = ({ kind }: { kind: string }) => ANSWERS[kind];

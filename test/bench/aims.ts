/** What a row is to reach: its ratio, or its figure where it stands alone. */
export interface Aim {
  readonly is: "at least" | "at most";
  readonly value: number;
}

/** The project's aims, by the names of their rows; of transformers.js where a row has two sides. */
export const AIMS: Readonly<Record<string, Aim>> = {
  "base: fill-mask, int8 : fp32": atLeast(4),
  "distil: fill-mask, int8 : fp32": atLeast(5),
  "mini: fill-mask, int8 : fp32": atLeast(7),
  "base: fill-mask, int8 : q8": atLeast(1.5),
  "distil: fill-mask, int8 : q8": atLeast(1.5),
  "mini: fill-mask, int8 : q8": atLeast(2.5),
  "base: fill-mask, fp32 : fp32": atLeast(1.3),
  "distil: fill-mask, fp32 : fp32": atLeast(1.5),
  "mini: fill-mask, fp32 : fp32": atLeast(2),
  "base: tone, int8 : q8": atLeast(1.2),
  "distil: tone, int8 : q8": atLeast(1.3),
  "mini: tone, int8 : q8": atLeast(1.5),
  "base: cold start, int8 : fp32": atMost(0.3),
  "mini: cold start, int8 : fp32": atMost(0.4),
  "base: cold start, int8 : q8": atMost(0.6),
  "mini: cold start, int8 : q8": atMost(0.6),
  "base: peak memory, int8 : fp32": atMost(0.3),
  "mini: peak memory, int8 : fp32": atMost(0.5),
  "base: peak memory, int8 : q8": atMost(0.85),
  "mini: peak memory, int8 : q8": atMost(0.75),
  "base: 128 tokens : products alone, fp32, 1 thread": atLeast(0.9),
  "base: 128 tokens : products alone, int8, 1 thread": atLeast(0.8),
  "tokenizer, a second of processor time": atLeast(10),
  "engine: fill-mask, workspace load : idle, median": atMost(2),
  "engine: fill-mask, workspace load : idle, 95 %": atMost(2),
  // Flat, but for the garbage collectors, which let it rise and fall by some percent.
  "engine: memory, last loads : first loads": atMost(1.1),
  "owner: memory, last loads : first loads": atMost(1.1),
  "panel: another head, 512 tokens": atMost(50),
  "panel: vectors of all layers after the run, 512 tokens": atMost(500),
  "panel: largest message, 512 tokens": atMost(4),
  "page: text → painted, 512 tokens": atMost(300),
  "page: another head → painted, 512 tokens": atMost(300),
  "page: a frame while the threshold is dragged, 512 tokens, longest": atMost(16),
  "page: a frame while the layer is dragged, 512 tokens, longest": atMost(16),
  "editor: edit → marks, 95 %": atMost(150),
  "editor: host held, 1 MB of Markdown, longest": atMost(16),
};

export function isMet({ is, value }: Aim, found: number): boolean {
  return is === "at least" ? found >= value : found <= value;
}

function atLeast(value: number): Aim {
  return { is: "at least", value };
}

function atMost(value: number): Aim {
  return { is: "at most", value };
}

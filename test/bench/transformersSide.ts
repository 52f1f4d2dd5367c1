import { pathToFileURL } from "node:url";
import { serveSide, type Side, type SideOptions } from "./side";

/** The part of `@huggingface/transformers` that is used here. */
interface Transformers {
  readonly env: { localModelPath: string; allowRemoteModels: boolean };
  readonly pipeline: (task: string, model: string, options: object) => Promise<Pipeline>;
  readonly AutoTokenizer: { from_pretrained(model: string): Promise<TransformersTokenizer> };
}
type Pipeline = (texts: string | readonly string[], options: object) => Promise<readonly never[]>;
interface TransformersTokenizer {
  encode(text: string): readonly number[];
}
interface Fill {
  readonly token_str: string;
  readonly score: number;
}
interface Label {
  readonly label: string;
  readonly score: number;
}

/** As many fills as Cloze shows. */
const TOP = 10;
const LABELS = 3;

// As Cloze's own: nothing is to be reported to anyone while it is timed.
process.env["ORT_DISABLE_TELEMETRY"] = "1";

serveSide(createTransformersSide);

function createTransformersSide(options: SideOptions): Side {
  const load = once(async () => {
    const transformers = (await import(pathToFileURL(options.entry).href)) as Transformers;
    transformers.env.localModelPath = `${options.exported}/`;
    transformers.env.allowRemoteModels = false;
    return transformers;
  });
  const settings = {
    dtype: options.precision === "fp32" ? "fp32" : "q8",
    device: "cpu",
    session_options: { intraOpNumThreads: options.threads, interOpNumThreads: 1 },
  };
  const fill = once(async () => (await load()).pipeline("fill-mask", "fill", settings));
  const tone = once(async () => (await load()).pipeline("text-classification", "tone", settings));
  const tokenizer = once(async () => (await load()).AutoTokenizer.from_pretrained("fill"));
  return {
    async fill(texts) {
      const pipeline = await fill();
      const tops = [];
      for (const text of texts) {
        const [first] = (await pipeline(text, { top_k: TOP })) as readonly Fill[];
        tops.push({ text: first!.token_str.replace(/^##/, ""), probability: first!.score });
      }
      return tops;
    },
    async tone(sentences, batch) {
      const pipeline = await tone();
      const found: (readonly number[])[] = [];
      for (let i = 0; i < sentences.length; i += batch) {
        const answers = await pipeline(sentences.slice(i, i + batch), { top_k: LABELS });
        found.push(...(answers as readonly (readonly Label[])[]).map(inOrderOfLabels));
      }
      return found;
    },
    async encode(texts) {
      const made = await tokenizer();
      return texts.reduce((sum, text) => sum + made.encode(text).length, 0);
    },
  };
}

/** Negative, neutral, positive: the alphabet's order is the models'. */
function inOrderOfLabels(labels: readonly Label[]): readonly number[] {
  return [...labels].sort((a, b) => (a.label < b.label ? -1 : 1)).map(({ score }) => score);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

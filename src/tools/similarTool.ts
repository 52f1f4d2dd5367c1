import * as z from "zod/mini";
import { placeSchema } from "../lint/located/locatedFinding";
import type { ValueOf } from "../schema/requestSchema";
import { findAlike } from "../similar/findAlike";
import type { PlacedText } from "../similar/placedText";
import { precisionSchema } from "../tasks/schemas/precisionSchema";
import { describeUntaught } from "../wording/describeUntaught";
import { formatCounted } from "../wording/formatCounted";
import { nameModel } from "../wording/names/nameModel";
import { FILES } from "./lintTool";
import type { Tool } from "./tool";
import { ToolError } from "./toolError";

const MOST_MATCHES = 100;

const input = z.strictObject({
  text: z.string().check(z.describe("A sentence.")),
  files: z.optional(FILES).check(z.describe("Where to look; as in `lint`. Default: all documents of the folder.")),
  texts: z.optional(z.array(z.string())).check(z.describe("Sentences to compare with, instead of those of files.")),
  top: z
    .optional(z.int().check(z.minimum(1), z.maximum(MOST_MATCHES)))
    .check(z.describe(`How many, 1 to ${MOST_MATCHES}. Default: 10.`)),
});
const failureSchema = z.strictObject({ file: z.string(), message: z.string() });
const output = z.strictObject({
  matches: z
    .array(
      z.strictObject({
        file: z.optional(z.string()),
        range: z.optional(placeSchema),
        index: z.optional(z.int()).check(z.describe("Place in `texts`, from 0.")),
        text: z.string(),
        similarity: z.number().check(z.describe("Cosine of the two vectors, -1 to 1.")),
      }),
    )
    .check(z.describe("The most alike first.")),
  sentences: z.int().check(z.describe("How many sentences were compared.")),
  precision: precisionSchema,
  notes: z.array(z.string()).check(z.describe("What to know of how this was computed.")),
  failures: z.array(failureSchema).check(z.describe("Files that could not be read, and why.")),
});

/** The sentences of files. */
export interface ReadTexts {
  readonly texts: readonly PlacedText[];
  readonly failures: readonly ValueOf<typeof failureSchema>[];
  /** What a caller knows a place by. */
  locate(text: PlacedText): Promise<Pick<ValueOf<typeof output>["matches"][number], "file" | "range" | "index">>;
}

export const similarTool: Tool<typeof input, typeof output> = {
  title: "Find Sentences Like This",
  description:
    "Finds the sentences of documents that say something like a given sentence, in whatever words, by comparing vectors of a model on this machine. Use it before writing something that may be said already, or to find where something is said.",
  input,
  output,
  run: async (host, { text, files, texts, top = 10 }, options) => {
    if (text.trim() === "") throw new ToolError("bad-request", 'similar: "text" is empty, expected a sentence');
    if (files !== undefined && texts !== undefined) {
      throw new ToolError("bad-request", 'similar: "files" and "texts", expected one of them');
    }
    const read = texts === undefined ? await host.readTexts(files, options) : placeAll(texts);
    const model = await host.resolve("similar");
    const found = await findAlike(host.engine, { model, text, texts: read.texts, top }, options);
    return {
      matches: await Promise.all(
        found.matches.map(async (match) => ({
          ...(await read.locate(match)),
          text: match.text,
          similarity: match.similarity,
        })),
      ),
      sentences: read.texts.length,
      precision: found.precision,
      notes: [
        ...(found.by === "default" ? [describeUntaught(nameModel(model))] : []),
        ...(found.cut > 0 ? [`Of ${formatCounted(found.cut, "long sentence")} only the beginning was read.`] : []),
      ],
      failures: [...read.failures],
    };
  },
};

/** Texts that stand in no file: each is known by its place in the list. */
function placeAll(texts: readonly string[]): ReadTexts {
  const placed = texts.map((text, index) => ({ file: "", span: { start: index, end: index }, text }));
  return { texts: placed, failures: [], locate: ({ span }) => Promise.resolve({ index: span.start }) };
}

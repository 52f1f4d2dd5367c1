import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

const index = z.int().check(z.minimum(0));

/** The page's messages. The host checks them, because the page is code that reads the contents of documents. */
export const fromPageSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({ kind: z.literal("ready") })
    .check(z.describe("The page is listening; the host sends nothing earlier.")),
  z
    .strictObject({ kind: z.literal("attention"), heads: z.array(z.strictObject({ layer: index, head: index })) })
    .check(z.describe("The mean of these heads.")),
  z.strictObject({ kind: z.literal("heads") }),
  z.strictObject({ kind: z.literal("vectors") }),
  z.strictObject({ kind: z.literal("rollout"), withoutSpecial: z.boolean() }),
  z.strictObject({ kind: z.literal("flow"), position: index, withoutSpecial: z.boolean() }),
  z.strictObject({ kind: z.literal("neurons"), layer: index, head: index }),
  z.strictObject({ kind: z.literal("fills"), position: index }),
  z
    .strictObject({ kind: z.literal("layers"), position: z.optional(index) })
    .check(z.describe("With a position, this token is masked; otherwise the text's own masks are read.")),
  z
    .strictObject({ kind: z.literal("mask"), positions: z.array(index), layer: index, head: index })
    .check(z.describe("Mask these tokens, each with its word, and compare.")),
  z
    .strictObject({ kind: z.literal("follows"), pair: z.string() })
    .check(z.describe("Whether this text comes after the first.")),
  z
    .strictObject({ kind: z.literal("reveal"), position: index })
    .check(z.describe("Select this token's characters in the document.")),
  z
    .strictObject({ kind: z.literal("use"), position: index, text: z.string() })
    .check(z.describe("Write this in place of the token, in the document or in the text of the field.")),
  z
    .strictObject({ kind: z.literal("text"), text: z.string(), pair: z.optional(z.string()) })
    .check(z.describe("Show this text, which stands in no document.")),
  z.strictObject({ kind: z.literal("copy") }).check(z.describe("Copy the table of the words that are compared.")),
  z
    .strictObject({ kind: z.literal("point"), position: z.optional(index) })
    .check(z.describe("Light this token's characters in the document, and no others.")),
  z
    .strictObject({ kind: z.literal("follow"), isOn: z.boolean() })
    .check(z.describe("Show the sentence at the cursor, wherever it goes; or keep the text.")),
  z.strictObject({ kind: z.literal("open"), index }).check(z.describe("Show this use of the word in its document.")),
  z
    .strictObject({ kind: z.literal("deal"), seed: index, wholeWords: z.boolean() })
    .check(z.describe("Play the game again on the same text, from this seed.")),
  z.strictObject({ kind: z.literal("export") }).check(z.describe("Offer to save what is on screen.")),
  z
    .strictObject({
      kind: z.literal("exported"),
      view: z.string(),
      questions: z.array(z.record(z.string(), z.unknown())).check(z.describe("What the page asks to draw this view.")),
      settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      picture: z.optional(z.string()).check(z.describe("An SVG, or a PNG as base64.")),
      problem: z.optional(z.string()).check(z.describe("Why there is no picture.")),
    })
    .check(z.describe("What is on screen, as it was asked for.")),
]);
export type FromPage = ValueOf<typeof fromPageSchema>;

import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";
import { AGAINST } from "./compared";

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
  z.strictObject({ kind: z.literal("input") }),
  z.strictObject({ kind: z.literal("occlude") }).check(z.describe("Hide the words of the text one after the other.")),
  z.strictObject({ kind: z.literal("pair") }).check(z.describe("Compare the pair, and look between its texts.")),
  z
    .strictObject({
      kind: z.literal("compare"),
      against: z.enum(AGAINST),
      again: z.optional(z.boolean()).check(z.describe("The person is to choose another text or model.")),
      position: z.optional(index).check(z.describe("The token whose word is masked in both.")),
      heads: z.array(z.strictObject({ layer: index, head: index })),
    })
    .check(z.describe("Compare the text with what it was, another one, or as another model reads it.")),
  z
    .strictObject({ kind: z.literal("follows"), pair: z.string(), orNext: z.optional(z.literal(true)) })
    .check(
      z.describe("Whether this text comes after the first, or instead the document's next sentence where it has one."),
    ),
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
  z
    .strictObject({
      kind: z.literal("links"),
      shown: z.optional(
        z.strictObject({
          position: index,
          direction: z.enum(["from", "to"]),
          heads: z.array(z.strictObject({ layer: index, head: index })),
          links: z.array(z.strictObject({ position: index, weight: z.number() })),
        }),
      ),
    })
    .check(z.describe("Show these links of a token in its document, or none any more.")),
  z
    .strictObject({ kind: z.literal("keep"), isOn: z.boolean() })
    .check(z.describe("Keep this panel as it is: another text opens a panel of its own.")),
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
/** A token and those it is linked with most, the strongest first. */
export type ShownLinks = NonNullable<Extract<FromPage, { readonly kind: "links" }>["shown"]>;
export type FromPage = ValueOf<typeof fromPageSchema>;

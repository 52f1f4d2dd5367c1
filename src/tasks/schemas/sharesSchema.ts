import * as z from "zod/mini";
import type { ValueOf } from "../../schema/requestSchema";

/** Where the attention of a head goes: the places of `HEAD_PLACES` in `wording`. */
export const sharesSchema = z
  .strictObject({
    special: z.number(),
    itself: z.number(),
    previous: z.number(),
    next: z.number(),
    sameSegment: z.number(),
    otherSegment: z.number(),
  })
  .check(z.describe("The share of a head's attention that goes to each place. They sum to 1."));
export type HeadShares = ValueOf<typeof sharesSchema>;

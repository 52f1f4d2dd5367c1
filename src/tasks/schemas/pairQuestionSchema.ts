import * as z from "zod/mini";

/** What a pair's probability is one of, where it is not that the second text is the next sentence. */
export const pairQuestionSchema = z
  .optional(z.literal("order"))
  .check(
    z.describe(
      '"order" if the model was taught sentence order (ALBERT): P(next) is then the probability that two neighbouring texts stand in this order and not in the other. Absent: that B is the next sentence after A.',
    ),
  );

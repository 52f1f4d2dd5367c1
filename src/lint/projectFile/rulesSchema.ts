import * as z from "zod/mini";
import type { Rule } from "../rule";
import { RULES } from "../rules";
import { LEVELS, SEVERITIES } from "../ruleSetting";

/** Two words, or more where one of a pair is written as two. */
const PAIR = /^\S+(?:\s+\S+)+$/;

/** What can be set of each rule: the setting `cloze.rules`, and `rules` in a project file. */
export const rulesSchema = z
  .strictObject(Object.fromEntries(RULES.map((rule) => [rule.id, z.optional(buildRuleSchema(rule))])))
  .check(z.describe("What to mark, by rule."));

function buildRuleSchema({ description, pairs, thresholds: { few, some, all } }: Rule) {
  return z
    .strictObject({
      level: z
        .optional(z.enum(LEVELS))
        .check(
          z.describe(
            `How much to mark: nothing (off), little, of which most is right (few, a score of ${few} or more), more (some, ${some}), or all that might be meant (all, ${all}). Default: some.`,
          ),
        ),
      severity: z.optional(z.enum(SEVERITIES)).check(z.describe("How a mark is shown. Default: information.")),
      onlyEnglish: z
        .optional(z.boolean())
        .check(
          z.describe(
            "Leave sentences alone that are not English. Default: true. Turn it off for a model of your own that knows their language.",
          ),
        ),
      ...(pairs !== undefined && {
        never: z.optional(z.array(z.string().check(z.regex(PAIR)))).check(z.describe(pairs)),
      }),
    })
    .check(z.describe(`${description}.`));
}

import * as z from "zod/mini";
import type { Rule } from "../rule";
import { RULES } from "../rules";
import { LEVELS, SEVERITIES } from "../ruleSetting";

/** What can be set of each rule: the setting `cloze.rules`, and `rules` in a project file. */
export const rulesSchema = z
  .strictObject(Object.fromEntries(RULES.map((rule) => [rule.id, z.optional(buildRuleSchema(rule))])))
  .check(z.describe("What to mark, by rule."));

function buildRuleSchema({ description, thresholds: { few, some, all } }: Rule) {
  return z
    .strictObject({
      level: z
        .optional(z.enum(LEVELS))
        .check(
          z.describe(
            `How much to mark: nothing (off), what is nearly certain (few, a score of ${few} or more), what is likely (some, ${some}), or all that is more likely than not (all, ${all}). Default: some.`,
          ),
        ),
      severity: z.optional(z.enum(SEVERITIES)).check(z.describe("How a mark is shown. Default: information.")),
    })
    .check(z.describe(`${description}.`));
}

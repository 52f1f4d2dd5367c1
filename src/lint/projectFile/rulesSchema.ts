import * as z from "zod/mini";
import { isOwnId } from "../mutedRules";
import type { Rule } from "../rule";
import { RULES } from "../rules";
import { LEVELS, SEVERITIES } from "../ruleSetting";

/** Two words, or more where one of a pair is written as two. */
const PAIR = /^\S+(?:\s+\S+)+$/;
const KNOWN: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

const ONLY_ENGLISH = z
  .optional(z.boolean())
  .check(
    z.describe(
      "Leave sentences alone that are not English. Default: true. Turn it off for a model of your own that knows their language.",
    ),
  );

/** What can be set of a rule that comes from a file, or from its name here. Which there are, files and models say. */
const ownRuleSchema = z
  .strictObject({
    level: z
      .optional(z.enum(LEVELS))
      .check(
        z.describe(
          "How much to mark: nothing (off), little (few: half-way from the threshold in its file to 1), as its file says (some), or more (all: half of that threshold). Of a label: from a probability of 0.9 (few), 0.7 (some) or 0.5 (all). Default: some.",
        ),
      ),
    severity: z
      .optional(z.enum(SEVERITIES))
      .check(z.describe("How a mark is shown. Default: as its file says; of a label, information.")),
    onlyEnglish: ONLY_ENGLISH,
  })
  .check(
    z.describe(
      "A tone of one's own: own/ and the name in its file. Or a label of the model for tone: label/ and its name, in small letters, with - for a space.",
    ),
  );

/** What can be set of each rule: the setting `cloze.rules`, and `rules` in a project file. */
export const rulesSchema = z
  .catchall(
    z.object(Object.fromEntries(RULES.map((rule) => [rule.id, z.optional(buildRuleSchema(rule))]))),
    ownRuleSchema,
  )
  .check(
    z.check(({ value, issues }) => {
      const keys = Object.keys(value).filter((key) => !KNOWN.has(key) && !isOwnId(key));
      if (keys.length > 0) issues.push({ code: "unrecognized_keys", keys, input: value });
    }),
    z.describe("What to mark, by rule."),
  );

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
      onlyEnglish: ONLY_ENGLISH,
      ...(pairs !== undefined && {
        never: z.optional(z.array(z.string().check(z.regex(PAIR)))).check(z.describe(pairs)),
      }),
    })
    .check(z.describe(`${description}.`));
}

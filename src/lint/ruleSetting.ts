/** How much a rule points at. The rule says which score each level asks for. */
export const LEVELS = ["off", "few", "some", "all"] as const;
export type Level = (typeof LEVELS)[number];

export const SEVERITIES = ["error", "warning", "information", "hint"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a person can set of one rule. */
export interface RuleSetting {
  readonly level: Level;
  readonly severity: Severity;
  /** Pairs of words that the rule never marks: "form from". */
  readonly never: readonly string[];
  /** Leaves sentences alone that are not English; false is for a model of other languages. */
  readonly onlyEnglish: boolean;
}

export const DEFAULT_RULE_SETTING: RuleSetting = {
  level: "some",
  severity: "information",
  never: [],
  onlyEnglish: true,
};

/** By the rule's id. A rule that is absent, and what is absent of a rule, is as the next source says. */
export type RuleSettings = Readonly<Record<string, Partial<RuleSetting>>>;

/** The setting of one rule. @param sources - The first that says something wins; pairs come from all. */
export function selectRuleSetting(rule: string, sources: readonly RuleSettings[]): RuleSetting {
  const said = sources.flatMap((source) => source[rule] ?? []);
  return {
    level: said.find(({ level }) => level !== undefined)?.level ?? DEFAULT_RULE_SETTING.level,
    severity: said.find(({ severity }) => severity !== undefined)?.severity ?? DEFAULT_RULE_SETTING.severity,
    never: [...new Set(said.flatMap(({ never }) => never ?? []))],
    onlyEnglish:
      said.find(({ onlyEnglish }) => onlyEnglish !== undefined)?.onlyEnglish ?? DEFAULT_RULE_SETTING.onlyEnglish,
  };
}

import type { FormatFacts } from "../formatFacts";

export const PLAINTEXT = {
  languages: ["plaintext"],
  endings: ["txt"],
  isCheckedByDefault: true,
} as const satisfies FormatFacts;

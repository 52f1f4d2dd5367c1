import type { LaterTextCommand } from "../texts/textCommand";

export const slipsCommand: LaterTextCommand<"slips"> = {
  kind: "slips",
  summary: "find words that are words, but not those that were meant",
  example: 'cloze slips "Set the value form the list."',
  purpose: "text",
  fields: ["text", "level"],
  load: async (context) => (await context.loadSlips()).slipAnswers,
};

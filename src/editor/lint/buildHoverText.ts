import * as vscode from "vscode";
import type { Reason, ReasonStyle } from "../../lint/reason";
import { formatPercent } from "../../wording/formatPercent";
import { formatPercents } from "../../wording/formatPercents";
import { COMMANDS } from "../commands";
import { drawBar } from "../drawBar";
import type { DocumentFinding } from "./documentFinding";

interface HoverOptions {
  readonly reason: Reason | undefined;
  /** Name of the model that answered. */
  readonly model: string | undefined;
  /** Address of the document. */
  readonly file: string;
}

/** A word holds letters, digits, hyphens and apostrophes only: nothing that Markdown would take for its own. */
const MARKDOWN: ReasonStyle = { word: (text) => `**${text}**`, percent: formatPercent };

/** The scores of a finding and the words it rests on. */
export function buildHoverText(
  { scores, sentence }: DocumentFinding,
  { reason, model, file }: HoverOptions,
): vscode.MarkdownString {
  const percents = formatPercents(Object.values(scores));
  const rows = Object.entries(scores).map(
    ([label, score], index) => `| ${label} | ${drawBar(score)} | ${percents[index] ?? ""} |`,
  );
  const text = new vscode.MarkdownString(["| | | |", "|:--|:--|--:|", ...rows].join("\n") + "\n\n");
  if (reason !== undefined) text.appendMarkdown(`${reason.describe(MARKDOWN)}\n\n`);
  if (model !== undefined) text.appendText(`Read by ${model}. `);
  const accept = `command:${COMMANDS.acceptSentence}?${encodeURIComponent(JSON.stringify([sentence.text, file]))}`;
  text.appendMarkdown(
    `[Leave this sentence unmarked](${escapeParentheses(accept)}) · [Turn tone check off…](command:${COMMANDS.toggleTone})`,
  );
  text.isTrusted = { enabledCommands: [COMMANDS.acceptSentence, COMMANDS.toggleTone] };
  return text;
}

/** `encodeURIComponent` leaves parentheses alone, and they would end a Markdown link. */
function escapeParentheses(address: string): string {
  return address.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
}

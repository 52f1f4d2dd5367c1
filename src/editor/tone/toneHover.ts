import * as vscode from "vscode";
import { describeReason, type ReasonStyle, type ToneReason } from "../../lint/toneReason";
import { COMMANDS } from "../commandIds";
import { drawBar } from "../drawBar";
import { formatPercent } from "../../wording/formatPercent";
import type { ToneFinding } from "./toneFinding";

interface ToneHoverData {
  readonly range: vscode.Range;
  readonly reason: ToneReason | undefined;
  /** Name of the model that found it. */
  readonly model: string | undefined;
}

/** The words are letters, digits, hyphens and apostrophes: nothing that Markdown would read as its own. */
const MARKDOWN: ReasonStyle = { word: (text) => `**${text}**`, percent: formatPercent };

/** The three scores of a finding, and the words it rests on. */
export function hoverTone(
  { scores, text: sentence }: ToneFinding,
  { range, reason, model }: ToneHoverData,
): vscode.Hover {
  const { negative, neutral, positive } = scores;
  const rows = Object.entries({ negative, neutral, positive }).map(
    ([label, score]) => `| ${label} | ${drawBar(score)} | ${formatPercent(score)} |`,
  );
  const text = new vscode.MarkdownString(["| | | |", "|:--|:--|--:|", ...rows].join("\n") + "\n\n");
  if (reason !== undefined) text.appendMarkdown(`${describeReason(reason, MARKDOWN)}\n\n`);
  if (model !== undefined) text.appendText(`Read by ${model}. `);
  const accept = `command:${COMMANDS.acceptSentence}?${encodeURIComponent(JSON.stringify([sentence]))}`;
  text.appendMarkdown(
    `[Leave this sentence unmarked](${escapeParentheses(accept)}) · [Turn tone check off](command:${COMMANDS.toggleTone})`,
  );
  text.isTrusted = { enabledCommands: [COMMANDS.acceptSentence, COMMANDS.toggleTone] };
  return new vscode.Hover(text, range);
}

/** The one sign that `encodeURIComponent` leaves and that would end a Markdown link. */
function escapeParentheses(address: string): string {
  return address.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
}

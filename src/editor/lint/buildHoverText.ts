import * as vscode from "vscode";
import type { MarkedWord } from "../../lint/markedWord";
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
}

/** A word holds letters, digits, hyphens and apostrophes only: nothing that Markdown would take for its own. */
const MARKDOWN: ReasonStyle = { word: (text) => `**${text}**`, percent: formatPercent };

/** What stands behind a finding: of a sentence its scores, of a word the sentence with the other one. */
export function buildHoverText(finding: DocumentFinding, { reason, model }: HoverOptions): vscode.MarkdownString {
  const { word } = finding;
  const text = new vscode.MarkdownString();
  if (word) appendWord(text, word, finding.score);
  else appendScores(text, finding.scores);
  if (reason !== undefined) text.appendMarkdown(`${reason.describe(MARKDOWN)}\n\n`);
  if (model !== undefined) text.appendText(`Read by ${model}. `);
  const links = word
    ? [
        buildLink("Leave this word unmarked", COMMANDS.acceptSentence, {
          sentence: finding.sentence.text,
          place: word.place,
        }),
        buildLink("Never mark this pair…", COMMANDS.neverPair, { rule: finding.rule, pair: word.pair }),
      ]
    : [buildLink("Leave this sentence unmarked", COMMANDS.acceptSentence, finding.sentence.text)];
  text.appendMarkdown([...links, buildLink("Turn checks off…", COMMANDS.toggleTone)].join(" · "));
  text.isTrusted = { enabledCommands: [COMMANDS.acceptSentence, COMMANDS.neverPair, COMMANDS.toggleTone] };
  return text;
}

function appendScores(text: vscode.MarkdownString, scores: DocumentFinding["scores"]): void {
  const percents = formatPercents(Object.values(scores));
  const rows = Object.entries(scores).map(
    ([label, score], index) => `| ${label} | ${drawBar(score)} | ${percents[index] ?? ""} |`,
  );
  text.appendMarkdown(["| | | |", "|:--|:--|--:|", ...rows].join("\n") + "\n\n");
}

/** The sentence is text of the document, so Markdown must not read it. */
function appendWord(text: vscode.MarkdownString, { mended: [before, meant, after] }: MarkedWord, score: number): void {
  text.appendMarkdown("> ").appendText(before);
  const word = meant.trim();
  if (word === "") text.appendText(meant);
  else {
    const [left = "", right = ""] = meant.split(word);
    text.appendText(left).appendMarkdown("**").appendText(word).appendMarkdown("**").appendText(right);
  }
  text.appendText(after).appendMarkdown(`\n\n${formatPercent(score)} sure. `);
}

function buildLink(title: string, command: string, argument?: unknown): string {
  if (argument === undefined) return `[${title}](command:${command})`;
  // `encodeURIComponent` leaves parentheses alone, and they would end a Markdown link.
  const encoded = encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (sign) =>
    sign === "(" ? "%28" : "%29",
  );
  return `[${title}](command:${command}?${encoded})`;
}

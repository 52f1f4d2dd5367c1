import * as vscode from "vscode";
import { COMMANDS } from "./commandIds";
import { formatPercent } from "./formatPercent";
import { drawBar } from "./fillItems";
import type { ToneFinding } from "./toneFinding";

interface ToneHoverData {
  readonly findings: readonly ToneFinding[];
  /** Name of the model that found them. */
  readonly model: string | undefined;
}

/** The three scores of the finding under the cursor; `undefined` where there is none. */
export function hoverTone(
  document: vscode.TextDocument,
  position: vscode.Position,
  { findings, model }: ToneHoverData,
): vscode.Hover | undefined {
  const offset = document.offsetAt(position);
  const finding = findings.find(({ span }) => span.start <= offset && offset <= span.end);
  if (!finding) return undefined;
  const { negative, neutral, positive } = finding.scores;
  const rows = Object.entries({ negative, neutral, positive }).map(
    ([label, score]) => `| ${label} | ${drawBar(score)} | ${formatPercent(score)} |`,
  );
  const text = new vscode.MarkdownString(["| | | |", "|:--|:--|--:|", ...rows].join("\n") + "\n\n");
  if (model !== undefined) text.appendText(`Read by ${model}. `);
  text.appendMarkdown(`[Turn tone check off](command:${COMMANDS.toggleTone})`);
  text.isTrusted = { enabledCommands: [COMMANDS.toggleTone] };
  const { start, end } = finding.span;
  return new vscode.Hover(text, new vscode.Range(document.positionAt(start), document.positionAt(end)));
}

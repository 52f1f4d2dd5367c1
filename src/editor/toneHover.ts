import * as vscode from "vscode";
import { COMMANDS } from "./commandIds";
import { drawBar } from "./fillItems";
import { formatPercent } from "./formatPercent";
import type { Services } from "./services";
import type { ToneFinding } from "./toneFinding";
import { readToneReason } from "./toneReason";
import { toRange } from "./toRange";

/** The three scores of a finding, and the words it rests on. */
export async function hoverTone(
  services: Services,
  document: vscode.TextDocument,
  { scores, span }: ToneFinding,
  token: vscode.CancellationToken,
): Promise<vscode.Hover> {
  // Before anything is waited for: the finding is of the document as it is now.
  const range = toRange(document, span);
  const reason = await readReason(services, document, span.start, token);
  const { negative, neutral, positive } = scores;
  const rows = Object.entries({ negative, neutral, positive }).map(
    ([label, score]) => `| ${label} | ${drawBar(score)} | ${formatPercent(score)} |`,
  );
  const text = new vscode.MarkdownString(["| | | |", "|:--|:--|--:|", ...rows].join("\n") + "\n\n");
  if (reason !== undefined) text.appendMarkdown(`${reason}\n\n`);
  const model = services.models.info("tone")?.name;
  if (model !== undefined) text.appendText(`Read by ${model}. `);
  text.appendMarkdown(`[Turn tone check off](command:${COMMANDS.toggleTone})`);
  text.isTrusted = { enabledCommands: [COMMANDS.toggleTone] };
  return new vscode.Hover(text, range);
}

async function readReason(
  services: Services,
  document: vscode.TextDocument,
  offset: number,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  const ended = new AbortController();
  const listener = token.onCancellationRequested(() => ended.abort());
  try {
    return await readToneReason(services, document, offset, ended.signal);
  } finally {
    listener.dispose();
  }
}

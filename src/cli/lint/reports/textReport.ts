import type { Severity } from "../../../lint/ruleSetting";
import { printStyled, type Style, type Styled } from "../../print/terminal";
import type { PlacedFinding } from "../placeFindings";
import { joinMessage } from "./joinMessage";
import type { OpenReport } from "./report";

const STYLES: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  information: "cyan",
  hint: "faint",
};

/** A line for each finding. Failures are said on standard error. */
export const openTextReport: OpenReport = ({ output, hasColours }) => ({
  async add({ findings }) {
    for (const finding of findings) await printStyled(output, listParts(finding), hasColours);
  },
  end: () => Promise.resolve(),
});

function listParts(finding: PlacedFinding): readonly Styled[] {
  const { file, range, rule, severity } = finding;
  return [
    { text: `${file}:${range.start.line}:${range.start.column}` },
    { text: "  " },
    { text: rule, style: STYLES[severity] },
    { text: "  " },
    { text: describeScore(finding), style: "faint" },
    { text: `  ${joinMessage(finding)}` },
  ];
}

/** "0.87"; of a sentence that changed "0.12 → 0.87" or "new → 0.87". */
function describeScore({ score, change, before }: PlacedFinding): string {
  const now = score.toFixed(2);
  if (change === "new") return `new → ${now}`;
  return before === undefined ? now : `${before.toFixed(2)} → ${now}`;
}

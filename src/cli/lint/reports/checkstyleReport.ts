import type { Severity } from "../../../lint/ruleSetting";
import { openElement, writeElement } from "../../print/xml";
import { joinMessage } from "./joinMessage";
import type { OpenReport, ReportedFile } from "./report";
import { openXmlReport } from "./xmlReport";

const SEVERITIES: Readonly<Record<Severity, "error" | "warning" | "info">> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "info",
};

/** Checkstyle's XML, as Jenkins and reviewdog read it. Source: checkstyle 10.21.0, XMLLogger. */
export const openCheckstyleReport: OpenReport = (options) =>
  openXmlReport(options, { root: ['<checkstyle version="10.21.0">', "</checkstyle>"], listLines });

function listLines({ file, findings, failures }: ReportedFile): readonly string[] {
  if (findings.length + failures.length === 0) return [];
  return [
    `  ${openElement("file", { name: file })}`,
    ...findings.map((finding) => {
      const { start } = finding.range;
      const place = { line: start.line, column: start.column, severity: SEVERITIES[finding.severity] };
      return `    ${writeElement("error", { ...place, message: joinMessage(finding), source: `cloze.${finding.rule}` })}`;
    }),
    ...failures.map(
      (message) => `    ${writeElement("error", { line: 1, severity: "error", message, source: "cloze.not-checked" })}`,
    ),
    "  </file>",
  ];
}

import { escapeXml, openElement, writeElement } from "../../print/xml";
import { joinMessage } from "./joinMessage";
import { nameForHost } from "./nameForHost";
import type { OpenReport, ReportedFile } from "./report";
import { openXmlReport } from "./xmlReport";

/** JUnit's XML, as Jenkins and GitLab read it: a suite a file, a failed case a finding; a file without any passes. */
export const openJunitReport: OpenReport = (options) =>
  openXmlReport(options, { root: ['<testsuites name="cloze">', "</testsuites>"], listLines });

function listLines({ file, findings, failures }: ReportedFile): readonly string[] {
  const name = nameForHost(file);
  const tests = Math.max(1, findings.length + failures.length);
  return [
    `  ${openElement("testsuite", { name, tests, failures: findings.length, errors: failures.length })}`,
    ...(findings.length + failures.length === 0
      ? [`    ${writeElement("testcase", { classname: name, name: "cloze" })}`]
      : []),
    ...findings.flatMap((finding) => {
      const { range, rule, severity, score } = finding;
      const place = `${range.start.line}:${range.start.column}`;
      const message = joinMessage(finding);
      return [
        `    ${openElement("testcase", { classname: name, name: `${rule} ${place}` })}`,
        `      ${openElement("failure", { type: severity, message })}${escapeXml(`${name}:${place}  ${score.toFixed(2)}  ${message}`)}</failure>`,
        "    </testcase>",
      ];
    }),
    ...failures.flatMap((message) => [
      `    ${openElement("testcase", { classname: name, name: "not checked" })}`,
      `      ${writeElement("error", { type: "error", message })}`,
      "    </testcase>",
    ]),
    "  </testsuite>",
  ];
}

import { printLine, printLines } from "../../print/terminal";
import { escapeXml, openElement, writeElement } from "../../print/xml";
import { joinMessage } from "./joinMessage";
import { nameForHost } from "./nameForHost";
import type { OpenReport, ReportedFile } from "./report";

/** JUnit's XML, as Jenkins and GitLab read it: a suite a file, a failed case a finding; a file without any passes. */
export const openJunitReport: OpenReport = ({ output }) => {
  let isOpen = false;
  const start = async () => {
    if (!isOpen) await printLines(output, ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="cloze">']);
    isOpen = true;
  };
  return {
    async add(file) {
      await start();
      await printLines(output, listLines(file));
    },
    async end() {
      await start();
      await printLine(output, "</testsuites>");
    },
  };
};

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

import { createHash } from "node:crypto";
import type { Severity } from "../../../lint/ruleSetting";
import { printJsonPart, printLine } from "../../print/terminal";
import { joinMessage } from "./joinMessage";
import { nameForHost } from "./nameForHost";
import type { OpenReport } from "./report";

const SEVERITIES: Readonly<Record<Severity, "info" | "minor" | "major">> = {
  error: "major",
  warning: "minor",
  information: "info",
  hint: "info",
};

/**
 * GitLab's code quality report. A fingerprint is that of the file's name, the finding and how often the file had the
 * same before, not of its line: text above it does not change it. Source: docs.gitlab.com/ci/testing/code_quality, 17.0.
 */
export const openGitlabReport: OpenReport = ({ output }) => {
  let before = "[";
  const print = async (issue: unknown) => {
    await printJsonPart(output, before, issue);
    before = ",";
  };
  return {
    async add({ file, findings, failures }) {
      const path = nameForHost(file);
      const fingerprint = countFingerprints(path);
      for (const finding of findings) {
        const { range, rule, severity, key } = finding;
        await print({
          description: joinMessage(finding),
          check_name: rule,
          fingerprint: fingerprint(key),
          severity: SEVERITIES[severity],
          location: { path, lines: { begin: range.start.line, end: range.end.line } },
        });
      }
      for (const message of failures) {
        await print({
          description: message,
          check_name: "not-checked",
          fingerprint: fingerprint("not-checked"),
          severity: "major",
          location: { path, lines: { begin: 1 } },
        });
      }
    },
    end: () => printLine(output, before === "[" ? "[]" : "]"),
  };
};

function countFingerprints(path: string): (key: string) => string {
  const counts = new Map<string, number>();
  return (key) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return createHash("sha256")
      .update(JSON.stringify([path, key, count]))
      .digest("hex");
  };
}

import { type SarifFinding, type SarifRun, toSarif } from "../../print/sarif";
import { printJson } from "../../print/terminal";
import { joinMessage } from "./joinMessage";
import type { OpenReport } from "./report";

/** A SARIF log. It holds all findings in memory: about 1 kB each. */
export const openSarifReport: OpenReport = ({ output, version, rules }) => {
  const all: SarifFinding[] = [];
  const failed: SarifRun["failures"][number][] = [];
  return {
    add({ file, findings, failures }) {
      all.push(...findings.map((finding) => ({ ...finding, message: joinMessage(finding) })));
      failed.push(...failures.map((message) => ({ file, message })));
      return Promise.resolve();
    },
    end: (precisions) => printJson(output, toSarif({ version, rules, findings: all, failures: failed, precisions }), 2),
  };
};

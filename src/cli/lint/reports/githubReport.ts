import type { Severity } from "../../../lint/ruleSetting";
import { printCommand } from "../../print/terminal";
import { joinMessage } from "./joinMessage";
import { nameForHost } from "./nameForHost";
import type { OpenReport } from "./report";

const COMMANDS: Readonly<Record<Severity, "error" | "warning" | "notice">> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** GitHub's workflow commands: each finding is a note at its line in the changes of a pull request. */
export const openGithubReport: OpenReport = ({ output }) => ({
  async add({ file, findings, failures }) {
    for (const finding of findings) {
      const { range, rule, severity } = finding;
      const { start, end } = range;
      // GitHub takes columns only where a note is on one line.
      const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
      const place = { file: nameForHost(file), line: start.line, endLine: end.line, ...columns };
      await printCommand(output, COMMANDS[severity], { ...place, title: rule }, joinMessage(finding));
    }
    for (const message of failures) await printCommand(output, "error", { file: nameForHost(file) }, message);
  },
  end: () => Promise.resolve(),
});

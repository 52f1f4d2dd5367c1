import { openCheckstyleReport } from "./checkstyleReport";
import { openGithubReport } from "./githubReport";
import { openGitlabReport } from "./gitlabReport";
import { openJsonReport } from "./jsonReport";
import { openJunitReport } from "./junitReport";
import type { OpenReport } from "./report";
import type { ReportName } from "./reportNames";
import { openSarifReport } from "./sarifReport";
import { openTextReport } from "./textReport";

/** What writes each format. */
export const REPORT_FORMATS: Readonly<Record<ReportName, OpenReport>> = {
  text: openTextReport,
  json: openJsonReport,
  sarif: openSarifReport,
  github: openGithubReport,
  gitlab: openGitlabReport,
  junit: openJunitReport,
  checkstyle: openCheckstyleReport,
};

/** The formats of reports as `--output` names them. What writes them is in `reportFormats.ts`, which is loaded later. */
export const REPORT_NAMES = ["text", "json", "sarif", "github", "gitlab", "junit", "checkstyle"] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

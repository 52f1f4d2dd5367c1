import type { Precision } from "../../tasks/schemas/precisionSchema";
import type { Position } from "../../text/spans/lineIndex";
import type { Span } from "../../text/spans/span";
import type { Finding } from "../finding";
import { findPreferredFix } from "../findPreferredFix";
import type { Severity } from "../ruleSetting";
import type { LocatedFinding } from "./locatedFinding";

/** Says at which line and column a finding stands, and its fix. */
export function locateFinding(
  finding: Finding & { readonly severity: Severity; readonly precision: Precision },
  lines: { positionAt(offset: number): Position },
): LocatedFinding {
  const { span, rule, severity, score, precision, message, fixes } = finding;
  const locate = ({ start, end }: Span) => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
  const fix = findPreferredFix(fixes);
  return {
    range: locate(span),
    rule,
    severity,
    score,
    precision,
    message,
    ...(fix && { fix: { range: locate(fix.span), text: fix.text } }),
  };
}

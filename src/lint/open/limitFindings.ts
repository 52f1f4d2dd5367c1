import * as l10n from "@vscode/l10n";
import { formatCount } from "../../wording/numbers/formatCount";

/** The findings of a file that are marked, and how many are not. */
export interface LimitedFindings<T> {
  readonly shown: readonly T[];
  readonly hidden: number;
  /** The first that is not marked: there a note stands instead. */
  readonly first: T | undefined;
}

/** The first findings of a file, as many as may be marked, with the note among them. @param most - At least 1. */
export function limitFindings<T>(findings: readonly T[], most: number): LimitedFindings<T> {
  if (findings.length <= most) return { shown: findings, hidden: 0, first: undefined };
  const shown = findings.slice(0, most - 1);
  return { shown, hidden: findings.length - shown.length, first: findings[most - 1] };
}

/** What the note says. @param limit - Who allows how many. */
export function describeHidden(limit: string, hidden: number): string {
  return `${limit}. ${l10n.t("From here on, {0} more are not shown.", formatCount(hidden))}`;
}

/** The limit that a setting makes. */
export function describeMostMarks(setting: string, most: number): string {
  return l10n.t("The setting {0} allows {1} marks of a file", setting, formatCount(most));
}

/** The code of the note. */
export const NOT_SHOWN = "not-shown";

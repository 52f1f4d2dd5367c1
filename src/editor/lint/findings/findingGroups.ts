import type * as vscode from "vscode";
import { RULES } from "../../../lint/rules";
import type { FileMark } from "./fileMark";
import type { MarkedFile } from "./markBoard";

export const GROUP_WAYS = ["file", "rule"] as const;
/** How the list of findings is grouped. */
export type GroupBy = (typeof GROUP_WAYS)[number];

/** A row of the list. */
export interface FindingRow {
  readonly kind: "finding";
  /** The same after an edit that moves the mark. */
  readonly id: string;
  readonly by: GroupBy;
  readonly uri: vscode.Uri;
  readonly mark: FileMark;
}

/** Rows of one file or of one rule. The list keeps one object for each, whose rows change. */
export interface FindingGroup {
  readonly kind: "group";
  readonly id: string;
  /** Of a group of one file. */
  readonly uri?: vscode.Uri;
  /** Of a group of one rule. */
  readonly rule?: string;
  rows: readonly FindingRow[];
  /** Findings that have no row, because a file has too many. */
  hidden: number;
}

/** @param files - Those with marks, in the order of their groups. */
export function listGroups(files: readonly MarkedFile[], by: GroupBy): readonly FindingGroup[] {
  const rows = files.map((file) => listRows(file, by));
  if (by === "file") {
    return files.map(({ uri, hidden }, i) => {
      return { kind: "group", id: `file ${uri.toString()}`, uri, rows: rows[i] ?? [], hidden };
    });
  }
  const groups = new Map<string, FindingRow[]>();
  for (const row of rows.flat()) {
    const group = groups.get(row.mark.rule);
    if (group) group.push(row);
    else groups.set(row.mark.rule, [row]);
  }
  const order = new Map(RULES.map(({ id }, i) => [id, i]));
  const place = (rule: string) => order.get(rule) ?? order.size;
  return [...groups]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([rule, found]) => ({ kind: "group", id: `rule ${rule}`, rule, rows: found, hidden: 0 }));
}

function listRows({ uri, marks }: MarkedFile, by: GroupBy): readonly FindingRow[] {
  const address = uri.toString();
  const seen = new Map<string, number>();
  return marks.map((mark) => {
    const name = `${by} ${address} ${mark.rule} ${mark.message}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { kind: "finding", id: `${name} ${count}`, by, uri, mark };
  });
}

/** True if both groups show the same. */
export function isSameGroup(one: FindingGroup, other: FindingGroup): boolean {
  return (
    one.hidden === other.hidden &&
    one.rows.length === other.rows.length &&
    one.rows.every(({ id, mark }, i) => {
      const { id: otherId, mark: otherMark } = other.rows[i] ?? {};
      return (
        id === otherId &&
        otherMark !== undefined &&
        mark.range.isEqual(otherMark.range) &&
        mark.severity === otherMark.severity &&
        mark.found?.isFixable === otherMark.found?.isFixable
      );
    })
  );
}

import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { formatCounted } from "../../../wording/formatCounted";
import { formatCount } from "../../../wording/numbers/formatCount";
import { buildTreeItem, type TreeSummary } from "../../surface";
import { describeFinding, describeGroup } from "./describeRow";
import { type FindingGroup, type FindingRow, type GroupBy, isSameGroup, listGroups } from "./findingGroups";
import type { MarkBoard } from "./markBoard";

export type FindingItem = FindingGroup | FindingRow;

/** The rows of the view of findings. It tells VS Code of the groups that changed, and of no others. */
export class FindingsTree implements vscode.TreeDataProvider<FindingItem>, vscode.Disposable {
  readonly #board: MarkBoard;
  readonly #changed = new vscode.EventEmitter<FindingItem[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #by: GroupBy;
  #groups: readonly FindingGroup[] = [];
  #rowCount = 0;

  constructor(board: MarkBoard, by: GroupBy) {
    this.#board = board;
    this.#by = by;
  }

  group(by: GroupBy): void {
    this.#by = by;
    this.refresh();
  }

  /** Reads the board again. */
  refresh(): void {
    const next = listGroups(this.#listFiles(), this.#by);
    const old = new Map(this.#groups.map((group) => [group.id, group]));
    const changed: FindingGroup[] = [];
    const groups = next.map((group) => {
      // VS Code knows a group by its object.
      const known = old.get(group.id);
      if (known === undefined) return group;
      if (isSameGroup(known, group)) return known;
      known.rows = group.rows;
      known.hidden = group.hidden;
      changed.push(known);
      return known;
    });
    const isSameList = groups.length === this.#groups.length && groups.every((group, i) => group === this.#groups[i]);
    this.#groups = groups;
    this.#rowCount = groups.reduce((sum, { rows }) => sum + rows.length, 0);
    if (!isSameList) this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire(changed);
  }

  getChildren(item?: FindingItem): FindingItem[] {
    if (item === undefined) return [...this.#groups];
    return item.kind === "group" ? [...item.rows] : [];
  }

  getTreeItem(item: FindingItem): vscode.TreeItem {
    return buildTreeItem(item.kind === "group" ? describeGroup(item, this.#rowCount) : describeFinding(item));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #listFiles() {
    return [...this.#board.list()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  }
}

/** What the head of the view and its badge say. */
export function summarizeBoard(board: MarkBoard): TreeSummary {
  const files = board.list();
  const hidden = files.reduce((sum, file) => sum + file.hidden, 0);
  const count = files.reduce((sum, file) => sum + file.marks.length, hidden);
  const said = l10n.t("{0} in {1}", formatCount(count), formatCounted(files.length, "file"));
  return {
    description: count === 0 ? "" : said,
    message:
      hidden === 0
        ? undefined
        : l10n.t(
            "{0} more are not shown: of a file, at most as many as cloze.lint.maxMarks says.",
            formatCount(hidden),
          ),
    badge: count === 0 ? undefined : { value: count, tooltip: l10n.t("Cloze: {0}", said) },
  };
}

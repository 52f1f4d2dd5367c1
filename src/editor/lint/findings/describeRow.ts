import path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { hasSwitches } from "../../../lint/hasSwitches";
import { findRule } from "../../../lint/rules";
import type { Severity } from "../../../lint/ruleSetting";
import { selectFileFormat, selectFormat } from "../../../text/formats/format";
import { formatCounted } from "../../../wording/formatCounted";
import { formatCount } from "../../../wording/numbers/formatCount";
import { findOpenDocument } from "../../findOpenDocument";
import type { TreeRow } from "../../surface";
import type { FindingGroup, FindingRow } from "./findingGroups";

/** With more rows than this, groups are shown closed: VS Code takes a second to draw the first of some thousand. */
const MOST_OPEN = 200;

const ICONS: Readonly<Record<Severity, NonNullable<TreeRow["icon"]>>> = {
  error: { name: "error", color: "problemsErrorIcon.foreground" },
  warning: { name: "warning", color: "problemsWarningIcon.foreground" },
  information: { name: "info", color: "problemsInfoIcon.foreground" },
  hint: { name: "lightbulb", color: "editorLightBulb.foreground" },
};

/** @param rowCount - How many rows all groups have. */
export function describeGroup({ id, uri, rule, rows, hidden }: FindingGroup, rowCount: number): TreeRow {
  const count = formatCount(rows.length + hidden);
  const isOpen = rowCount <= MOST_OPEN;
  const found = formatCounted(rows.length + hidden, "finding");
  if (uri === undefined) {
    const about = findRule(rule ?? "")?.description ?? l10n.t("A name in a comment that is no rule’s");
    const icon = { name: "checklist" };
    return {
      id,
      label: about,
      description: `${count} · ${rule}`,
      icon,
      isOpen,
      kind: "rule",
      spoken: `${about}, ${found}`,
    };
  }
  const { name, folder } = nameFile(uri);
  const more = hidden > 0 ? ` (${l10n.t("{0} not shown", formatCount(hidden))})` : "";
  const description = [`${count}${more}`, folder].filter(Boolean).join(" · ");
  return { id, label: name, description, file: uri, isOpen, kind: "file", spoken: `${name}, ${found}${more}` };
}

export function describeFinding({ id, by, uri, mark }: FindingRow): TreeRow {
  const { start } = mark.range;
  const place = l10n.t("Ln {0}, Col {1}", start.line + 1, start.character + 1);
  const { name } = nameFile(uri);
  return {
    id,
    label: mark.message,
    description: by === "file" ? place : `${name} · ${place}`,
    tooltip: [mark.message, ...(mark.found ? [mark.found.sentence] : []), `${mark.rule} · ${place}`],
    icon: ICONS[mark.severity],
    kind: listFlags(uri, mark).join(" "),
    opens: { uri, at: start },
    spoken: l10n.t("{0} {1}, {2}, line {3}", mark.message, mark.rule, name, start.line + 1),
  };
}

/** What can be done with a row, in the words that package.json asks for. */
function listFlags(uri: vscode.Uri, { found }: FindingRow["mark"]): readonly string[] {
  if (found === undefined) return ["note"];
  const open = findOpenDocument(uri);
  const format = open ? selectFormat(open.languageId, uri.path) : selectFileFormat(uri.path);
  return [
    "finding",
    ...(found.isFixable ? ["fixable"] : []),
    ...(hasSwitches(format) ? ["commentable"] : []),
    ...(found.word ? ["pair"] : []),
  ];
}

function nameFile(uri: vscode.Uri): { readonly name: string; readonly folder: string } {
  if (uri.scheme === "vscode-scm") return { name: l10n.t("Commit message"), folder: "" };
  const name = path.posix.basename(uri.path);
  if (uri.scheme === "vscode-notebook-cell") return { name, folder: l10n.t("a cell") };
  if (uri.scheme === "untitled") return { name, folder: "" };
  const folder = path.posix.dirname(vscode.workspace.asRelativePath(uri));
  return { name, folder: folder === "." ? "" : folder };
}

import * as vscode from "vscode";
import { COMMANDS } from "../../commands";
import type { Services } from "../../services";
import { TreeSurface } from "../../surface";
import type { LintedDocuments } from "../lintedDocuments";
import type { LintPolicy } from "../lintPolicy";
import { registerFindingActions } from "./findingActions";
import { GROUP_WAYS, type GroupBy } from "./findingGroups";
import { type FindingItem, FindingsTree, summarizeBoard } from "./findingsTree";
import type { MarkBoard } from "./markBoard";
import { FINDINGS_VIEW } from "./showFindings";

/** Marks move with every key: the view follows when they have stood still for so long. VS Code draws a thousand rows in 300 ms. */
const UPDATE_MS = 120;
/** While somebody types on, it follows this often. */
const LONGEST_MS = 1500;
/** Key of the grouping in the storage of the workspace, and of the context in which its commands are shown. */
const GROUP_BY = "cloze.findings.groupBy";
/** What the view says while it is empty; package.json has the texts. */
const STATE = "cloze.findings.state";

export interface FindingsParts {
  readonly services: Services;
  readonly board: MarkBoard;
  readonly lint: LintedDocuments;
  readonly policy: LintPolicy;
  readonly storage: vscode.Memento;
}

/** The view *Cloze: Findings*. While it is not on screen, only its badge is kept. */
export function registerFindings({ services, board, lint, policy, storage }: FindingsParts): vscode.Disposable {
  const kept = GROUP_WAYS.find((by) => by === storage.get(GROUP_BY)) ?? "file";
  const tree = new FindingsTree(board, kept);
  const view = new TreeSurface<FindingItem>(FINDINGS_VIEW, tree);
  let timer: NodeJS.Timeout | undefined;
  const tellState = keepContext(STATE);
  const tellGroup = keepContext(GROUP_BY);
  tellGroup(kept);
  const update = () => {
    view.show(summarizeBoard(board));
    tellState(board.hasChecked ? "clean" : policy.findOff(vscode.window.activeTextEditor?.document) ? "off" : "none");
    if (view.isVisible) tree.refresh();
  };
  let waitsSince: number | undefined;
  const schedule = () => {
    clearTimeout(timer);
    waitsSince ??= performance.now();
    const left = LONGEST_MS - (performance.now() - waitsSince);
    timer = setTimeout(
      () => {
        waitsSince = undefined;
        update();
      },
      Math.max(0, Math.min(UPDATE_MS, left)),
    );
  };
  const group = (by: GroupBy) => {
    tree.group(by);
    tellGroup(by);
    return storage.update(GROUP_BY, by);
  };
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(timer)),
    view,
    tree,
    view.onDidShow(() => tree.refresh()),
    board.onDidChange(schedule),
    policy.onDidChange(schedule),
    vscode.window.onDidChangeActiveTextEditor(schedule),
    vscode.commands.registerCommand(COMMANDS.findingsByRule, () => group("rule")),
    vscode.commands.registerCommand(COMMANDS.findingsByFile, () => group("file")),
    registerFindingActions(services, lint),
  );
}

/** A context key, which is set when its value changes. */
function keepContext(key: string): (value: string) => void {
  let told: string | undefined;
  return (value) => {
    if (value === told) return;
    told = value;
    void vscode.commands.executeCommand("setContext", key, value);
  };
}

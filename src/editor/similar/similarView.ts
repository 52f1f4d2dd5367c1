import * as vscode from "vscode";
import { COMMANDS } from "../commands";
import { buildTreeItem, TreeSurface } from "../surface";
import type { ResultNode } from "./resultNode";

/** As in package.json. */
const VIEW = "cloze.similar";

/** The view "Sentences Like This": what was found last. */
export class SimilarView implements vscode.TreeDataProvider<ResultNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #tree: TreeSurface<ResultNode>;
  #parents = new Map<ResultNode, ResultNode>();
  #nodes: readonly ResultNode[] = [];
  readonly onDidChangeTreeData = this.#changed.event;

  constructor() {
    this.#tree = new TreeSurface(VIEW, this);
  }

  /** Shows what was found, and gives the view the focus. @param message - What stands above. */
  async show(message: string, nodes: readonly ResultNode[]): Promise<void> {
    this.#nodes = nodes;
    this.#parents = new Map(listParents(nodes));
    this.#tree.show({ message });
    this.#changed.fire(undefined);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    const first = nodes.find(({ children }) => children !== undefined);
    if (first) await this.#tree.reveal(first);
  }

  getTreeItem({ row, place, command }: ResultNode): vscode.TreeItem {
    const opens = place === undefined ? undefined : { command: COMMANDS.openSimilar, argument: place };
    const runs = command ?? opens;
    return buildTreeItem({ ...row, ...(runs && { runs }) });
  }

  getChildren(node?: ResultNode): ResultNode[] {
    return [...(node === undefined ? this.#nodes : (node.children ?? []))];
  }

  getParent(node: ResultNode): ResultNode | undefined {
    return this.#parents.get(node);
  }

  dispose(): void {
    this.#tree.dispose();
    this.#changed.dispose();
  }
}

function* listParents(nodes: readonly ResultNode[]): Generator<readonly [ResultNode, ResultNode]> {
  for (const node of nodes) {
    for (const child of node.children ?? []) yield [child, node];
    yield* listParents(node.children ?? []);
  }
}

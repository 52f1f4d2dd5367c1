/** Stands for "vscode" in a bundle of one module: keeps what VS Code would draw. */

export const drawn: unknown[] = [];
const draw = (what: unknown): void => void drawn.push(what);

const show =
  () =>
  (message: string, ...more: readonly unknown[]): Promise<unknown> => {
    draw({ message });
    // A dialog has options before its titles.
    const [options, title] = typeof more[0] === "object" ? more : [undefined, more[0]];
    draw(options);
    return Promise.resolve(title);
  };

export const window = {
  showErrorMessage: show(),
  showWarningMessage: show(),
  showInformationMessage: show(),
  withProgress: (options: unknown, run: (progress: { report: typeof draw }) => unknown) => {
    draw(options);
    return run({ report: draw });
  },
  showQuickPick: (items: readonly unknown[], options: unknown) => {
    draw(items);
    draw(options);
    return Promise.resolve(items[0]);
  },
  showInputBox: (options: unknown) => {
    draw(options);
    return Promise.resolve("typed");
  },
  createQuickPick: () => ({}),
  createTreeView: () => {
    const view = { visible: true };
    draw(view);
    return view;
  },
  createStatusBarItem: () => {
    const item = { show: () => draw(item) };
    return item;
  },
};
export const ProgressLocation = { Window: 10, Notification: 15 };
export const QuickPickItemKind = { Separator: -1 };
export const StatusBarAlignment = { Right: 2 };
export class ThemeColor {
  readonly id = "";
}
export class Hover {
  readonly contents: unknown;
  constructor(contents: unknown) {
    this.contents = contents;
    draw(this);
  }
}
export class MarkdownString {
  isTrusted: unknown;
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
export class ThemeIcon {
  static readonly File = new ThemeIcon("file");
  readonly id: string;
  readonly color: unknown;
  constructor(id: string, color?: unknown) {
    this.id = id;
    this.color = color;
  }
}
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;
  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}
export class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}
export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(start: Position, end: Position) {
    this.start = start;
    this.end = end;
  }
  isEqual({ start, end }: Range): boolean {
    const flat = (range: Pick<Range, "start" | "end">) =>
      [range.start.line, range.start.character, range.end.line, range.end.character].join();
    return flat(this) === flat({ start, end });
  }
}
export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}
export const workspace = {
  textDocuments: [],
  asRelativePath: ({ path }: { path: string }) => path.replace(/^\/texts\//, ""),
};

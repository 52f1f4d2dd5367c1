import type { Root } from "@unified-latex/unified-latex-types";

/** A node of the parser's tree. The arguments of a command are not attached to it: they are the nodes that follow. */
export type LatexNode = Root["content"][number];

/** Nodes among which the end of an argument in brackets is looked for: many unclosed brackets must not add up. */
const LONGEST_OPTIONAL = 300;

/** Goes through sibling nodes, and takes the arguments of commands from them. */
export class LatexCursor {
  readonly #nodes: readonly LatexNode[];
  readonly #text: string;
  #index = 0;
  /** The rest of a string of which a part was taken. */
  #rest: LatexNode | undefined;
  #end: number;

  /** @param text - The text that was parsed. */
  constructor(nodes: readonly LatexNode[], text: string) {
    this.#nodes = nodes;
    this.#text = text;
    this.#end = nodes[0]?.position?.start.offset ?? 0;
  }

  /** Offset of the end of the last node taken. */
  get end(): number {
    return this.#end;
  }

  next(): LatexNode | undefined {
    const node = this.peek();
    if (node === undefined) return undefined;
    this.#end = findEnd(node) ?? this.#end;
    if (this.#rest === undefined) this.#index += 1;
    this.#rest = undefined;
    return node;
  }

  peek(): LatexNode | undefined {
    return this.#rest ?? this.#nodes[this.#index];
  }

  /** Takes the text behind the last node that a sticky pattern matches, with all nodes that start in it. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#end;
    const found = pattern.exec(this.#text)?.[0];
    // The text behind the last node belongs to the closing of their group.
    if (found === undefined || found === "" || this.peek() === undefined) return undefined;
    this.#skipTo(this.#end + found.length);
    return found;
  }

  /** The nodes of an argument in brackets, if one follows. */
  takeOptional(): readonly LatexNode[] | undefined {
    const { index, rest, end } = this.#mark();
    if (this.take(/[ \t]*\[/y) !== undefined) {
      const nodes: LatexNode[] = [];
      while (nodes.length < LONGEST_OPTIONAL) {
        const node = this.next();
        if (node === undefined || node.type === "parbreak") break;
        const close = node.type === "string" ? node.content.indexOf("]") : -1;
        if (close === -1) {
          nodes.push(node);
          continue;
        }
        if (node.type === "string" && close < node.content.length - 1) this.#splitBehind(node, close);
        return nodes;
      }
    }
    this.#index = index;
    this.#rest = rest;
    this.#end = end;
    return undefined;
  }

  /** The nodes of an argument in braces, if one follows, with or without white space before it. */
  takeGroup(): readonly LatexNode[] | undefined {
    const { index, rest, end } = this.#mark();
    while (this.peek()?.type === "whitespace" || this.peek()?.type === "comment") this.next();
    const node = this.peek();
    if (node?.type === "group") {
      this.next();
      return node.content;
    }
    this.#index = index;
    this.#rest = rest;
    this.#end = end;
    return undefined;
  }

  /** The nodes of an argument in brackets, if one follows without a space. */
  takeNextOptional(): readonly LatexNode[] | undefined {
    return this.#text.startsWith("[", this.#end) ? this.takeOptional() : undefined;
  }

  /** The nodes of an argument in braces, if one follows without a space, or behind a comment that does. */
  takeNextGroup(): readonly LatexNode[] | undefined {
    return /[{%]/.test(this.#text.charAt(this.#end)) ? this.takeGroup() : undefined;
  }

  /** Takes a command, if one follows, with or without white space before it. */
  takeMacro(): boolean {
    while (this.peek()?.type === "whitespace") this.next();
    if (this.peek()?.type !== "macro") return false;
    this.next();
    return true;
  }

  /** Skips the remaining nodes. */
  skipAll(): void {
    this.#index = this.#nodes.length;
    this.#rest = undefined;
  }

  #mark() {
    return { index: this.#index, rest: this.#rest, end: this.#end };
  }

  #skipTo(offset: number): void {
    for (let node = this.peek(); node !== undefined; node = this.peek()) {
      const start = findNodeStart(node);
      if (start !== undefined && start >= offset) break;
      this.next();
      const last = node.type === "string" && start !== undefined ? offset - start - 1 : Infinity;
      if (node.type === "string" && last < node.content.length - 1) this.#splitBehind(node, last);
    }
  }

  /** Gives back the rest of a string that was just taken, from behind its character at `last`. */
  #splitBehind(node: LatexNode & { type: "string" }, last: number): void {
    const { position } = node;
    if (position === undefined) return;
    const start = { ...position.start, offset: position.start.offset + last + 1 };
    this.#rest = { ...node, content: node.content.slice(last + 1), position: { ...position, start } };
    this.#end = start.offset;
  }
}

/** Where a node starts in the text that was parsed; `undefined` for nodes that the parser invented. */
export function findNodeStart({ position }: LatexNode): number | undefined {
  return position?.start.offset;
}

function findEnd({ position }: LatexNode): number | undefined {
  return position?.end.offset;
}

/** The text that sibling nodes were parsed from. */
export function sliceNodes(nodes: readonly LatexNode[], text: string): string {
  return text.slice(nodes[0]?.position?.start.offset ?? 0, nodes.at(-1)?.position?.end.offset ?? 0);
}

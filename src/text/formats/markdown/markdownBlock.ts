import { listMarkup } from "../../markup/listMarkup";
import { CODE_WORD } from "../../markup/placeholders";
import { ProseBuilder, type Replacement, tidyProse } from "../../markup/proseBuilder";
import type { Prose, ProseKind } from "../../spans/sentence";
import { hideEscaped } from "./escapedSigns";
import { listMath } from "./listMath";
import { MARKDOWN_MARKS } from "./markdownMarks";
import { TEMPLATE_NOTHING, TEMPLATE_VALUE } from "./maskTemplates";

const TEMPLATES = new RegExp(`${TEMPLATE_VALUE}+|${TEMPLATE_NOTHING}+`, "gu");

/** An element of HTML within a block that is not read. */
interface Element {
  readonly name: string;
  readonly word: string;
  /** Length of the block's text where the element starts. */
  readonly start: number;
}

/** Markup that makes a block of another kind where it holds all of the block: a bold line is a heading. */
export type BlockSpan = "link" | "strong";
const SENTENCE_END = /[.!?…:;,]["'”’)\]]*$/u;

/** Builds one block: a paragraph, a heading, a table's cell. */
export class MarkdownBlock {
  readonly #builder = new ProseBuilder();
  readonly #kind: ProseKind | undefined;
  /** Offsets in the text of signs behind a backslash. */
  readonly #escaped = new Set<number>();
  readonly #unread: Replacement[] = [];
  /** Outermost first. One that the block does not close is read. */
  #open: Element[] = [];
  /** Where templates stand that write nothing: lengths of the text before them. */
  readonly #gaps: number[] = [];
  /** Spans of markup that are open, and those of them that hold all words so far. */
  readonly #around = new Map<BlockSpan, number>();
  #aroundAll: readonly BlockSpan[] | undefined;

  constructor(kind?: ProseKind) {
    this.#kind = kind;
  }

  /** Adds text of the document, with signs in the place of templates. */
  add(text: string, start: number): void {
    if (/[\p{L}\p{N}]/u.test(text)) this.#noteAround();
    let at = 0;
    for (const { 0: template, index } of text.matchAll(TEMPLATES)) {
      this.#builder.add(text.slice(at, index), start + at);
      at = index + template.length;
      if (template.startsWith(TEMPLATE_VALUE)) this.addWord(CODE_WORD);
      else this.#gaps.push(this.#builder.length);
    }
    this.#builder.add(text.slice(at), start + at);
  }

  /** Adds a sign that stands behind a backslash. */
  addEscaped(sign: string, start: number): void {
    this.#escaped.add(this.#builder.length);
    this.#builder.add(sign, start);
  }

  /** Adds a word that is not in the document. */
  addWord(word: string): void {
    this.#noteAround();
    this.#builder.addPlaceless(word);
  }

  addSpace(): void {
    this.#builder.addSpace();
  }

  /** Opens an element that a word replaces, if it is closed in this block. */
  openElement(name: string, word: string): void {
    this.#open.push({ name, word, start: this.#builder.length });
  }

  closeElement(name: string): void {
    const index = this.#open.findLastIndex((element) => element.name === name);
    const element = this.#open[index];
    if (element === undefined) return;
    const end = this.#builder.length;
    if (end > element.start) this.#unread.push({ start: element.start, end, word: element.word });
    this.#open = this.#open.slice(0, index);
  }

  openSpan(kind: BlockSpan): void {
    this.#around.set(kind, (this.#around.get(kind) ?? 0) + 1);
  }

  closeSpan(kind: BlockSpan): void {
    this.#around.set(kind, Math.max(0, (this.#around.get(kind) ?? 0) - 1));
  }

  /** The block as a reader sees it; `undefined` if nothing of it is in the document. */
  finish(): Prose | undefined {
    const prose = this.#builder.finish();
    if (prose === undefined) return undefined;
    const unread = mergeReplacements(this.#unread);
    const text = hide(hideEscaped(prose.text, this.#escaped), unread);
    const math = listMath(text);
    const marks = listMarkup(hide(text, math), MARKDOWN_MARKS);
    const tidy = tidyProse(prose, mergeReplacements([...unread, ...math, ...marks, ...this.#listGaps(text)]));
    const kind = tidy && this.#findKind(tidy.text);
    return tidy && kind ? { ...tidy, kind } : tidy;
  }

  #findKind(text: string): ProseKind | undefined {
    const isAll = (kind: BlockSpan) => this.#aroundAll?.includes(kind) === true;
    if (this.#kind !== "heading" && isAll("link")) return "link";
    return this.#kind ?? (isAll("strong") && !SENTENCE_END.test(text) ? "heading" : undefined);
  }

  #noteAround(): void {
    const open = this.#aroundAll ?? [...this.#around.keys()];
    this.#aroundAll = open.filter((kind) => (this.#around.get(kind) ?? 0) > 0);
  }

  /** Before nothing, a space goes too where another follows, or a sign that ends a part of a sentence. */
  #listGaps(text: string): readonly Replacement[] {
    return this.#gaps
      .filter((gap) => text.charAt(gap - 1) === " " && /^[\s.,;:!?)]?$/u.test(text.charAt(gap)))
      .map((gap) => ({ start: gap - 1, end: gap, word: "" }));
  }
}

/** The text with ranges in which no markup is looked for. */
function hide(text: string, ranges: readonly Replacement[]): string {
  let [hidden, at] = ["", 0];
  for (const { start, end } of ranges) {
    hidden += text.slice(at, start) + "\ufdd7".repeat(end - start);
    at = end;
  }
  return hidden + text.slice(at);
}

/** Ascending, without those that begin within another. */
function mergeReplacements(replacements: readonly Replacement[]): readonly Replacement[] {
  const merged: Replacement[] = [];
  for (const replacement of replacements.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (replacement.start >= (merged.at(-1)?.end ?? 0)) merged.push(replacement);
  }
  return merged;
}

import type { Replacement } from "../../markup/proseBuilder";
import type { HtmlAttributes } from "./readHtmlElement";

/** Where an element starts or ends: number of open elements, and length of its block's text. */
export interface HtmlPlace {
  readonly depth: number;
  readonly at: number;
}

/** A superscript, a subscript or a link within the document; the outermost one where they nest. */
interface Mark {
  readonly depth: number;
  readonly start: number;
  hasLink: boolean;
  hasRaised: boolean;
  readonly isRaised: boolean;
}

const RAISED = new Set(["sup", "sub"]);
/** The text of a link from a heading to itself, or from a note back to its place. */
const ANCHOR = /^[\s#^¶§↑\p{So}\ufe0e\ufe0f]+$/u;
const NUMBER = /^[\s\d[\](){}*†‡§,]+$/u;

/**
 * Finds links to notes and to the block itself, which are not part of a sentence: the `[1]` of
 * `<sup><a href="#n1">[1]</a></sup>` or `<a href="#n1"><sup>1</sup></a>`, the `¶` behind a heading.
 */
export class HtmlNotes {
  readonly #found: { readonly mark: Mark; readonly end: number }[] = [];
  #open: Mark | undefined;

  open(name: string, attributes: HtmlAttributes, { depth, at }: HtmlPlace): void {
    const isRaised = RAISED.has(name);
    const isLink = name === "a" && attributes["href"]?.startsWith("#") === true;
    if (!isRaised && !isLink) return;
    this.#open ??= { depth, start: at, isRaised, hasLink: false, hasRaised: false };
    this.#open.hasLink ||= isLink;
    this.#open.hasRaised ||= isRaised;
  }

  close({ depth, at }: HtmlPlace): void {
    if (this.#open?.depth !== depth) return;
    if (this.#open.start < at) this.#found.push({ mark: this.#open, end: at });
    this.#open = undefined;
  }

  /** Replaces each such link by nothing. @param text - The block's text. */
  list(text: string): readonly Replacement[] {
    return this.#found
      .filter(({ mark, end }) => isNote(mark, text.slice(mark.start, end)))
      .map(({ mark, end }) => {
        const isApart = text.charAt(mark.start - 1) === " " && /^ ?$/u.test(text.charAt(end));
        return { start: isApart ? mark.start - 1 : mark.start, end, word: "" };
      });
  }
}

function isNote({ isRaised, hasLink, hasRaised }: Mark, text: string): boolean {
  if (isRaised) return hasLink;
  return ANCHOR.test(text) || (hasRaised && NUMBER.test(text));
}

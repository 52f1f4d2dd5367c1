import { CODE_WORD, MATH_WORD } from "../../markup/placeholders";
import type { ProseKind } from "../../spans/sentence";

/** How an element of an HTML document is read. */
export interface HtmlElement {
  /** A `loose` element is a block if no text stands before it in its block, and inline otherwise. */
  readonly display: "block" | "inline" | "loose";
  /** The word that replaces its content ("" for none); `undefined` if the content is read. */
  readonly word: string | undefined;
}

export type HtmlAttributes = Readonly<Record<string, string>>;

const BLOCKS = new Set(
  (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure " +
    "footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main marquee menu nav " +
    "noframes noscript ol p plaintext pre search section summary table tbody td tfoot th thead title tr ul xmp"
  ).split(" "),
);
/** Controls stand beside each other, or in a sentence: "Press <button>Save</button> to go on". */
const LOOSE = new Set(["button", "label", "output"]);
/** Elements whose content is not prose, not shown or a picture, with the word that a sentence needs in their place. */
const UNREAD = new Map<string, string>([
  ...(
    "applet audio canvas datalist embed frameset iframe img input listing meter noembed noframes object optgroup " +
    "option plaintext pre progress rp rt rtc script select style svg template textarea video xmp"
  )
    .split(" ")
    .map((name) => [name, ""] as const),
  ...["code", "kbd", "samp", "tt", "var"].map((name) => [name, CODE_WORD] as const),
  ["math", MATH_WORD],
]);
/** Links between a text and its notes: pandoc, docutils and EPUB write them. Source: DPUB-ARIA 1.1. */
const NOTE_ROLES = new Set(["doc-noteref", "doc-backlink"]);

/** The kind of block that an element's text is, where the element alone says so. @param name - In lower case. */
export function findHtmlKind(name: string): ProseKind | undefined {
  if (/^(?:h[1-6]|title)$/.test(name)) return "heading";
  if (name === "td" || name === "th") return "cell";
  return name === "a" ? "link" : undefined;
}

/** @param name - In lower case. */
export function readHtmlElement(name: string, attributes: HtmlAttributes): HtmlElement {
  return { display: selectDisplay(name), word: findWord(name, attributes) };
}

/**
 * Browsers show unknown elements inline. Custom elements, with a hyphen in their name, are cards and notes as often as
 * icons and dates. Read inline, two cards would be glued into one word; read as blocks, a date would cut its sentence.
 * So their place decides.
 */
function selectDisplay(name: string): HtmlElement["display"] {
  if (BLOCKS.has(name)) return "block";
  return LOOSE.has(name) || name.includes("-") ? "loose" : "inline";
}

function findWord(name: string, attributes: HtmlAttributes): string | undefined {
  // MathJax 2 keeps formulas this way.
  if (name === "script" && attributes["type"]?.startsWith("math/") === true) return MATH_WORD;
  const word = UNREAD.get(name);
  if (attributes["hidden"] !== undefined || NOTE_ROLES.has(attributes["role"] ?? "")) return "";
  // Icons whose text is a name in their font, and KaTeX's drawing beside the `math` element that says the same.
  if (attributes["aria-hidden"] === "true") return "";
  return word ?? (isUntranslated(name, attributes) ? CODE_WORD : undefined);
}

/** On the whole document, the attribute only keeps the browser from offering a translation. */
function isUntranslated(name: string, attributes: HtmlAttributes): boolean {
  return attributes["translate"] === "no" && name !== "html" && name !== "body";
}

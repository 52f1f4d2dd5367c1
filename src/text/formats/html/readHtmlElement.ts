import { CODE_WORD, MATH_WORD } from "../../markup/placeholders";

/** How an element of an HTML document is read. */
export interface HtmlElement {
  /** A `loose` element is a block where no text has begun, and inline behind text that has. */
  readonly display: "block" | "inline" | "loose";
  /** What stands for its content, "" for nothing; `undefined` if the content is read. */
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
/** Controls stand in a row of their kind, or in a sentence: "Press <button>Save</button> to go on". */
const LOOSE = new Set(["button", "label", "output"]);
/** What is no prose, or not shown, or a picture; and the word for it where a sentence needs one. */
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

/** @param name - In lower case. */
export function readHtmlElement(name: string, attributes: HtmlAttributes): HtmlElement {
  return { display: findDisplay(name), word: findWord(name, attributes) };
}

/**
 * Browsers show elements that they do not know inline. Those of a page's own, with a hyphen in their name, are cards and
 * notes as often as they are icons and dates: inline they would glue two cards into one word, as blocks they would cut a
 * sentence at a date, so that it depends on where they stand.
 */
function findDisplay(name: string): HtmlElement["display"] {
  if (BLOCKS.has(name)) return "block";
  return LOOSE.has(name) || name.includes("-") ? "loose" : "inline";
}

function findWord(name: string, attributes: HtmlAttributes): string | undefined {
  // MathJax 2 keeps the formula so.
  if (name === "script" && attributes["type"]?.startsWith("math/") === true) return MATH_WORD;
  const word = UNREAD.get(name);
  if (attributes["hidden"] !== undefined || NOTE_ROLES.has(attributes["role"] ?? "")) return "";
  // Icons that are words of their font, and what KaTeX draws beside the `math` that says the same.
  if (attributes["aria-hidden"] === "true") return "";
  return word ?? (isUntranslated(name, attributes) ? CODE_WORD : undefined);
}

/** On the whole document it is there to keep the browser from offering a translation. */
function isUntranslated(name: string, attributes: HtmlAttributes): boolean {
  return attributes["translate"] === "no" && name !== "html" && name !== "body";
}

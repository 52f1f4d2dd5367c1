import { toInertLine } from "./inertLine";

/** Signs that mean something to Markdown wherever they stand. */
const SIGNS = /[\\`*_{}[\]()<>|&$!~@^]/g;
/** What begins a heading, a list, a definition or a rule. */
const OPENING = /^(?:[#+\-=:]|\d+(?=[.)]))/;
/** Addresses that Markdown makes links of by themselves. */
const ADDRESS = /:(?=\/\/)|(?<=\bwww)\./gi;

/** Markdown that {@link writeMarkdown} made. */
class Markdown {
  readonly source: string;
  /** Ids of the commands that its links may run. */
  readonly commands: readonly string[];

  constructor(source: string, commands: readonly string[] = []) {
    this.source = source;
    this.commands = commands;
  }
}
// Only as a type: whoever has a text goes through `writeMarkdown`.
export type { Markdown };

/**
 * Builds Markdown of which the template alone is markup. A text in it is shown as it stands, on one line, whoever wrote
 * it; Markdown in it stays Markdown.
 */
export function writeMarkdown(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Markdown | readonly Markdown[])[]
): Markdown {
  const inner = values.map((value) => {
    if (value instanceof Markdown) return [value];
    return typeof value === "object" ? value : [new Markdown(escapeText(String(value)))];
  });
  const source = parts.map((part, index) => part + (inner[index] ?? []).map((value) => value.source).join("")).join("");
  return new Markdown(
    source,
    inner.flat().flatMap(({ commands }) => commands),
  );
}

/** A link that runs a command. Both come from Cloze's own code; the arguments may come from anywhere. */
export function linkCommand(title: string, command: string, args: readonly unknown[] = [], tip?: string): Markdown {
  const query = args.length === 0 ? "" : `?${escapeParentheses(encodeURIComponent(JSON.stringify(args)))}`;
  const shownTip = tip === undefined ? "" : ` "${tip}"`;
  return new Markdown(`[${escapeText(title)}](command:${command}${query}${shownTip})`, [command]);
}

/** A sentence in which each of the words is strong. @param write - Gets what to do with a word. */
export function strongWords(write: (word: (text: string) => string) => string): Markdown {
  // Unicode keeps these for a program's own use.
  const [start, end] = ["\ufdd2", "\ufdd3"];
  const text = write((word) => start + word + end);
  return new Markdown(escapeText(text).replaceAll(start, "**").replaceAll(end, "**"));
}

function escapeText(text: string): string {
  return toInertLine(text)
    .trim()
    .replace(SIGNS, "\\$&")
    .replace(OPENING, (opening) => (/\d/.test(opening) ? `${opening}\\` : `\\${opening}`))
    .replace(ADDRESS, "\\$&");
}

/** `encodeURIComponent` leaves parentheses alone, and they would end a Markdown link. */
function escapeParentheses(address: string): string {
  return address.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
}

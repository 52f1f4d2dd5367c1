import { isCodeEnvironment, type LatexCode, listLatexCode } from "./listLatexCode";

/** Replaces each character of code. It is for private use, so no document should hold it for anything else. */
export const HIDDEN = "\ue000";

/** Commands from which nothing is read until another command. */
const UNREAD_TO: Readonly<Record<string, string>> = {
  makeatletter: "\\makeatother",
  ExplSyntaxOn: "\\ExplSyntaxOff",
  iffalse: "\\fi",
};

/** An argument in braces that may hold characters with a meaning elsewhere, and one level of braces. */
const RAW_ARGUMENT = String.raw`\{(?:[^{}\n]|\{[^{}\n]*\})*\}`;
/** Bounded: each of many unclosed openings would search to the end of the line. */
const BETWEEN_DELIMITERS = String.raw`(?<delimiter>[^\s*{\[a-zA-Z])[^\n]{0,1000}?\k<delimiter>`;
const CODE_COMMAND =
  String.raw`\\(?:mintinline(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,200}\}|` +
  String.raw`(?:verb|Verb|lstinline|path)(?![a-zA-Z])\*?(?:\[[^\]\n]{0,200}\])?)`;

function buildTokens({ commands, marks }: LatexCode): RegExp {
  const own = commands.map(escapePattern).join("|");
  const signs = [...marks.keys()].map(escapePattern).join("|");
  return new RegExp(
    [
      String.raw`\\begin[ \t]*\{(?<environment>[^{}\s]{1,100})\}`,
      String.raw`\\(?<opening>${Object.keys(UNREAD_TO).join("|")})(?![a-zA-Z])`,
      String.raw`\\(?<address>url|href|nolinkurl)[ \t]*${RAW_ARGUMENT}`,
      String.raw`(?<code>${CODE_COMMAND}(?:${RAW_ARGUMENT}|${BETWEEN_DELIMITERS}))`,
      ...(own === "" ? [] : [String.raw`(?<own>\\(?:${own})(?![a-zA-Z])(?:${RAW_ARGUMENT}|\|[^|\n]{0,1000}\|))`]),
      String.raw`\\[^]`,
      String.raw`%[^\n]*`,
      ...(signs === "" ? [] : [String.raw`(?<marked>(?<mark>${signs})[^\n]{1,1000}?\k<mark>)`]),
    ].join("|"),
    "g",
  );
}

function escapePattern(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, String.raw`\$&`);
}

/**
 * Replaces what the parser would take for markup, and what is not read, by other text of the same length, so that no
 * place moves: a listing becomes blank lines, inline code and the address of a link become `HIDDEN`, and every line ends
 * with a line feed.
 */
export function maskLatex(text: string): string {
  const lines = text.replaceAll("\r\n", " \n").replaceAll("\r", "\n");
  const finder = new EndFinder(lines);
  const own = listLatexCode(lines);
  const tokens = buildTokens(own);
  let masked = "";
  let from = 0;
  for (let token = tokens.exec(lines); token !== null; token = tokens.exec(lines)) {
    const { index, groups = {} } = token;
    const { mark } = groups;
    if (mark !== undefined && index < (own.marks.get(mark) ?? 0)) {
      tokens.lastIndex = index + mark.length;
      continue;
    }
    const end = tokens.lastIndex;
    const unreadEnd = finder.find(groups, own.environments, end) ?? end;
    const mask = unreadEnd > end ? `\n\n${" ".repeat(unreadEnd - index - 2)}` : hideCode(token);
    if (mask === undefined) continue;
    masked += lines.slice(from, index) + mask;
    from = unreadEnd;
    tokens.lastIndex = unreadEnd;
  }
  return masked + lines.slice(from);
}

type Groups = Readonly<Record<string, string | undefined>>;

function hideCode({ 0: token, groups = {} }: RegExpExecArray): string | undefined {
  if (groups["address"] !== undefined) return maskAddress(token);
  const code = groups["code"] ?? groups["own"] ?? groups["marked"];
  return code && HIDDEN.repeat(code.length);
}

/** Hides the text in the braces. */
function maskAddress(command: string): string {
  const open = command.indexOf("{");
  return `${command.slice(0, open + 1)}${HIDDEN.repeat(command.length - open - 2)}}`;
}

/** Finds the ends of what is not read. It goes through the text once for all environments: many unclosed ones must not add up. */
class EndFinder {
  readonly #text: string;
  /** Offsets behind the ends of environments, descending, by name. */
  readonly #ends = new Map<string, number[]>();
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
    const ends = Array.from(text.matchAll(/\\end[ \t]*\{([^{}\s]{1,100})\}/g));
    for (const { 0: end, 1: name = "", index } of ends.reverse()) {
      const offsets = this.#ends.get(name);
      if (offsets === undefined) this.#ends.set(name, [index + end.length]);
      else offsets.push(index + end.length);
    }
  }

  /**
   * Offset behind the end of what a token opens; `undefined` if it opens nothing, or nothing closes it.
   *
   * @param from - At least that of the call before.
   */
  find({ environment, opening }: Groups, environments: ReadonlySet<string>, from: number): number | undefined {
    if (opening !== undefined) return this.#findClosing(UNREAD_TO[opening] ?? "", from);
    if (environment === undefined || !isCodeEnvironment(environment, environments)) return undefined;
    const ends = this.#ends.get(environment) ?? [];
    while ((ends.at(-1) ?? Infinity) <= from) ends.pop();
    return ends.at(-1);
  }

  #findClosing(closing: string, from: number): number | undefined {
    if (this.#missing.has(closing)) return undefined;
    const at = this.#text.indexOf(closing, from);
    if (at === -1) this.#missing.add(closing);
    return at === -1 ? undefined : at + closing.length;
  }
}

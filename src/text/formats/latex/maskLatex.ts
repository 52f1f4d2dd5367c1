/** Replaces each character of code. It is for private use, so no document should hold it for anything else. */
export const HIDDEN = "\ue000";

/** Environments that are not read. The parser must not even see the content of most of them. */
const UNREAD_ENVIRONMENTS = [
  ...["verbatim", "Verbatim", "BVerbatim", "LVerbatim", "SaveVerbatim", "alltt", "filecontents", "comment"],
  ...["lstlisting", "minted", "pyglist", "Sinput", "Soutput", "Schunk", "code", "macrocode", "tcblisting"],
  ...["tikzpicture", "pgfpicture", "picture", "pspicture", "tikzcd", "forest", "axis", "circuitikz", "asy"],
  ...["algorithm", "algorithmic", "algorithm2e", "pseudocode", "dot2tex", "feynman", "gnuplot"],
  ...["thebibliography", "CCSXML"],
];

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
const TOKENS = new RegExp(
  [
    String.raw`\\begin[ \t]*\{(?<environment>(?:${UNREAD_ENVIRONMENTS.join("|")})\*?)\}`,
    String.raw`\\(?<opening>${Object.keys(UNREAD_TO).join("|")})(?![a-zA-Z])`,
    String.raw`\\(?<address>url|href|nolinkurl)[ \t]*${RAW_ARGUMENT}`,
    String.raw`(?<code>${CODE_COMMAND}(?:${RAW_ARGUMENT}|${BETWEEN_DELIMITERS}))`,
    String.raw`\\[^]`,
    String.raw`%[^\n]*`,
  ].join("|"),
  "g",
);

/**
 * Replaces what the parser would take for markup, and what is not read, by other text of the same length, so that no
 * place moves: a listing becomes blank lines, inline code and the address of a link become `HIDDEN`, and every line ends
 * with a line feed.
 */
export function maskLatex(text: string): string {
  const lines = text.replaceAll("\r\n", " \n").replaceAll("\r", "\n");
  const finder = new EndFinder(lines);
  let masked = "";
  let from = 0;
  TOKENS.lastIndex = 0;
  for (let token = TOKENS.exec(lines); token !== null; token = TOKENS.exec(lines)) {
    const { environment, opening, address, code } = token.groups ?? {};
    let end = TOKENS.lastIndex;
    let mask: string | undefined;
    if (address !== undefined) mask = maskAddress(token[0]);
    else if (code !== undefined) mask = HIDDEN.repeat(code.length);
    else if (environment !== undefined || opening !== undefined) {
      end = finder.find(environment === undefined ? UNREAD_TO[opening ?? ""] : `\\end{${environment}}`, end) ?? end;
      if (end > TOKENS.lastIndex) mask = `\n\n${" ".repeat(end - token.index - 2)}`;
    }
    if (mask !== undefined) {
      masked += lines.slice(from, token.index) + mask;
      from = end;
    }
    TOKENS.lastIndex = end;
  }
  return masked + lines.slice(from);
}

/** Hides the text in the braces. */
function maskAddress(command: string): string {
  const open = command.indexOf("{");
  return `${command.slice(0, open + 1)}${HIDDEN.repeat(command.length - open - 2)}}`;
}

/** Finds closings, and never looks again for one that is missing: many unclosed openings must not add up. */
class EndFinder {
  readonly #text: string;
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Offset behind the first `closing` at `from` or behind it. */
  find(closing: string | undefined, from: number): number | undefined {
    if (closing === undefined || this.#missing.has(closing)) return undefined;
    const at = this.#text.indexOf(closing, from);
    if (at === -1) this.#missing.add(closing);
    return at === -1 ? undefined : at + closing.length;
  }
}

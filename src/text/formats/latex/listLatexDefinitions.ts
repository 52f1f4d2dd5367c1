/** A command without arguments that a document defines, and the source that it stands for. */
export interface LatexDefinition {
  readonly name: string;
  readonly body: string;
}

const MOST_DEFINITIONS = 500;
const DEFINITION =
  /%[^\n]*|\\(?:(?:re|provide)?newcommand|providecommand|def)\*?\s*\{?\\(?<name>[a-zA-Z]+)\}?\s*\{(?<body>(?:[^{}#\n]|\{[^{}#\n]*\}){0,200})\}/g;
/** Shows that a body is not text alone. */
const NO_TEXT =
  /[$&]|\\(?:begin|end|def|[a-z]*command|csname|if[a-z]*|else|fi|let|footnote|item|par|label)(?![a-zA-Z])/;

/**
 * The definitions that may stand for text, in document order.
 *
 * @param masked - The document after `maskLatex`.
 */
export function listLatexDefinitions(masked: string): readonly LatexDefinition[] {
  const definitions: LatexDefinition[] = [];
  for (const { groups } of masked.matchAll(DEFINITION)) {
    const { name, body = "" } = groups ?? {};
    if (name !== undefined && /\p{L}/u.test(body) && !NO_TEXT.test(body)) definitions.push({ name, body });
    if (definitions.length === MOST_DEFINITIONS) break;
  }
  return definitions;
}

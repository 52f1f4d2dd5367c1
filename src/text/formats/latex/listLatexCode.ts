/** What holds code in LaTeX: names that packages give, and those that a document adds. */
export interface LatexCode {
  /** Environments that are not read, without the star they may have. */
  readonly environments: ReadonlySet<string>;
  /** Commands, without backslash, whose argument is code. */
  readonly commands: readonly string[];
  /** Signs between which a line holds code, and where each is defined. */
  readonly marks: ReadonlyMap<string, number>;
}

/** Environments that are not read. The parser must not even see the content of most of them. */
const ENVIRONMENTS = [
  ...["alltt", "filecontents", "comment", "verbatimtab", "verbatimwrite", "VerbatimOut", "verbbox"],
  ...["lstlisting", "minted", "pyglist", "Sinput", "Soutput", "Schunk", "macrocode", "tcblisting", "dispListing"],
  ...["CodeInput", "CodeOutput", "CodeChunk", "pyblock", "pyconsole", "pysub", "sageblock", "sagesilent", "asydef"],
  ...["tikzpicture", "pgfpicture", "picture", "overpic", "pspicture", "psgraph", "tikzcd", "forest", "axis"],
  ...["semilogxaxis", "semilogyaxis", "loglogaxis", "groupplot", "circuitikz", "asy", "ganttchart", "sequencediagram"],
  ...["bytefield", "lilypond", "algorithm", "algorithmic", "algorithm2e", "dot2tex", "feynman", "gnuplot"],
  ...["thebibliography", "CCSXML"],
];
/** "pseudocode", "luacode", "spverbatim", "BVerbatim": whatever is called so is not prose. */
const CODE_NAME = /(?:[cC]ode|[vV]erbatim)$/;

const DEFINITION =
  /\\%|%[^\n]*|\\(?<command>lstnewenvironment|(?:Rec|C)ustomVerbatimEnvironment|DefineVerbatimEnvironment|newverbatim|(?:re)?newtcblisting|(?:Declare|New|Renew|Provide)TCBListing|excludecomment|newminted|newmint|newmintinline|(?:re)?newenvironment|provideenvironment|(?:New|Renew|Provide|Declare)DocumentEnvironment|(?:re|provide)?newcommand|providecommand|(?:New|Renew|Provide|Declare)DocumentCommand|MakeShortVerb|DefineShortVerb|lstMakeShortInline)(?![a-zA-Z])\*?/g;
/** UTF-16 units of a definition that are looked at, and definitions of a document. */
const [LONGEST_DEFINITION, MOST_DEFINITIONS] = [600, 200];
const CODE_FONT = /\\(?:texttt|ttfamily|lstinline|verb|Verb|mintinline|path|code)(?![a-zA-Z])/;

/**
 * Whether an environment holds code or drawings.
 *
 * @param name - With its star, if it has one.
 * @param environments - As in `LatexCode`.
 */
export function isCodeEnvironment(name: string, environments: ReadonlySet<string>): boolean {
  const plain = name.replace(/\*$/, "");
  return environments.has(plain) || CODE_NAME.test(plain);
}

/** @param lines - The document, with line feeds only. */
export function listLatexCode(lines: string): LatexCode {
  const environments = new Set(ENVIRONMENTS);
  const commands = new Set<string>();
  const marks = new Map<string, number>();
  let count = 0;
  for (const { 0: found, index, groups } of lines.matchAll(DEFINITION)) {
    const command = groups?.["command"];
    if (command === undefined) continue;
    if ((count += 1) > MOST_DEFINITIONS) break;
    const start = index + found.length;
    const source = lines.slice(start, start + LONGEST_DEFINITION);
    if (/ShortVerb|ShortInline/.test(command)) {
      const mark = findMark(source);
      if (mark !== undefined && !marks.has(mark)) marks.set(mark, start);
    } else if (command.startsWith("newmint")) {
      const name = findMintedName(command, source);
      addIfDefined(command === "newminted" ? environments : commands, name);
    } else if (command.endsWith("ommand")) addIfDefined(commands, findCodeCommand(command, source));
    else addIfDefined(environments, findEnvironment(command, source, environments));
  }
  return { environments, commands: [...commands], marks };
}

function addIfDefined(names: Set<string>, name: string | undefined): void {
  if (name !== undefined) names.add(name);
}

/** The sign in `\MakeShortVerb{\|}`, `\lstMakeShortInline[language=C]|` and the like. */
function findMark(source: string): string | undefined {
  return /^\s*(?:\[[^\]\n]*\]\s*)?(?:\{\\?([^\sa-zA-Z\\{}])\}|\\?([^\sa-zA-Z\\{}[]))/
    .exec(source)
    ?.slice(1)
    .find(Boolean);
}

/** `\newminted[name]{language}` defines the environment "name", without it "languagecode"; `\newmint` commands. */
function findMintedName(command: string, source: string): string | undefined {
  const found = /^\s*(?:\[(?<name>[^\][{}\n]{1,60})\]\s*)?\{(?<language>[^{}\n]{1,60})\}/.exec(source)?.groups;
  const ending = { newminted: "code", newmintinline: "inline" }[command] ?? "";
  return found && (found["name"] ?? `${found["language"]}${ending}`);
}

/** A command that sets its argument, and nothing else, as code: `\newcommand{\file}[1]{\texttt{#1}}`. */
function findCodeCommand(command: string, source: string): string | undefined {
  const [name, body] = listGroups(source);
  const own = /^\\([a-zA-Z]+)$/.exec(name ?? "")?.[1] ?? /^\s*\\([a-zA-Z]+)/.exec(source)?.[1];
  const isDocument = command.endsWith("DocumentCommand");
  const isVerbatim = isDocument && body?.trim() === "v";
  const bodies = listGroups(source).slice(isDocument ? 2 : name?.startsWith("\\") === true ? 1 : 0);
  const isCode = !isDocument && /^\s*(?:\{\\[a-zA-Z]+\}|\\[a-zA-Z]+)\s*\[1\]/.test(source) && isCodeBody(bodies[0]);
  return isVerbatim || isCode ? own : undefined;
}

function isCodeBody(body: string | undefined): boolean {
  return body !== undefined && CODE_FONT.test(body) && !/\p{L}{2}/u.test(body.replace(/\\[a-zA-Z]+|\[[^[\]]*\]/g, ""));
}

/** An environment for code, or one whose begin opens such an environment and leaves it open. */
function findEnvironment(command: string, source: string, known: ReadonlySet<string>): string | undefined {
  const groups = listGroups(source);
  const name = groups[0]?.replace(/\*$/, "");
  if (name === undefined || !/^[^\\\s]+$/.test(name)) return undefined;
  if (!/[nN]ewenvironment|provideenvironment|DocumentEnvironment/.test(command)) return name;
  if (command === "lstnewenvironment") return name;
  const begin = groups[command.endsWith("DocumentEnvironment") ? 2 : 1] ?? "";
  if (begin.includes("\\VerbatimEnvironment")) return name;
  const opened = Array.from(
    begin.matchAll(/\\begin\s*\{([^{}]*)\}|\\([a-zA-Z]+)/g),
    ([, edge, macro]) => edge ?? macro,
  );
  return opened.some((inner = "") => isCodeEnvironment(inner, known) && !begin.includes(`\\end{${inner}}`))
    ? name
    : undefined;
}

/** The contents of the pairs of braces that are not in braces; the last one may be cut. */
function listGroups(source: string): readonly string[] {
  const groups: string[] = [];
  let open = 0;
  let start = 0;
  for (const { 0: token, index } of source.matchAll(/\\[^]|[{}]|\n[ \t]*\n/g)) {
    if (token === "{") {
      if (open === 0) start = index + 1;
      open += 1;
    } else if (token === "}") {
      open -= 1;
      if (open < 0) break;
      if (open === 0) groups.push(source.slice(start, index));
    } else if (open === 0 && token.startsWith("\n")) break;
  }
  return groups;
}

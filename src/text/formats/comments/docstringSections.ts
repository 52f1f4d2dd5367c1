import { findBracketEnd } from "./findBracketEnd";

/** How the lines below a section's title are read. */
export type SectionKind = "entries" | "results" | "examples" | "text";

const KINDS: readonly (readonly [SectionKind, RegExp])[] = [
  [
    "entries",
    /^(?:(?:Keyword |Other )?(?:Args|Arguments|Parameters|Params)|Kwargs|Attributes|Raises|Exceptions|Throws|Warns|Methods|Variables|Class Attributes|See Also|Properties)$/i,
  ],
  ["results", /^(?:Returns?|Yields?|Receives?)$/i],
  ["examples", /^Examples?(?: usage)?$|^Usage$/i],
  [
    "text",
    /^(?:Notes?|Warnings?|Todo|References|Hint|Tip|Important|Caution|Danger|Attention|Side Effects?|Summary|Description)$/i,
  ],
];

/** The section that a title opens; `undefined` if it is no title of one. @param title - Without the colon or line. */
export function findSection(title: string): SectionKind | undefined {
  return KINDS.find(([, names]) => names.test(title.trim()))?.[0];
}

/** Length of the name and type in front of an entry in Google's style: "items (list[int], optional): What they are." */
export function measureEntry(line: string): number {
  const name = /^[ \t]*\*{0,2}`{0,2}\*{0,2}[a-z_][\w.-]*(?:[ \t]*,[ \t]*\*{0,2}[a-z_]\w*)*`{0,2}[ \t]*/i.exec(line)?.[0]
    .length;
  if (name === undefined) return 0;
  const type = line.charAt(name) === "(" ? findBracketEnd(line, name) : name;
  return type === undefined ? 0 : (/^[ \t]*:(?:[ \t]+|$)/.exec(line.slice(type))?.[0].length ?? -type) + type;
}

const TYPE_WORD = String.raw`[\w.]+(?:\[[^\n]{0,200}\])?`;
const RESULT = new RegExp(
  String.raw`^[ \t]*(?:\w+ \()?${TYPE_WORD}(?:(?:,| or| of| \|)[ \t]+${TYPE_WORD}){0,3}\)?[ \t]*:[ \t]+(?=\S)`,
);
const TYPE_START =
  /^[ \t]*(?:\w+ \()?(?:[A-Z]\w*[A-Z.[]|[A-Z][a-z]+(?:\[|:)|(?:a?list|dict|tuple|set|str|int|float|bool|bytes|None|object|any|iter\w*|generator|callable|array\w*|type|complex|np|pd|torch|tf|datetime|path|string|boolean|function|frozenset|sequence|mapping|union|optional)\b|\w+[.[])/;

/** Length of the type in front of what a function returns: "dict[str, int]: How often each came." */
export function measureResult(line: string): number {
  return TYPE_START.test(line) ? (RESULT.exec(line)?.[0].length ?? 0) : 0;
}

const CODE =
  /^\s*(?:>>>|\.\.\. |\$ |%|@\w|(?:import|from|def|class|return|with|for|if|while|try|assert|raise|print|del|async|await)\b(?:.*(?:[:)\]"']|\b[a-z]\w*\.\w+)\s*$|.*\bimport\s)|import \w+|[\w.[\]'"]+(?:, *[\w.]+)*\s*[-+*/|]?=\s*\S|[\w.]+\(|[)\]}]+,?\s*$|['"{[(].*[,)\]}'":]\s*$)/;

/** Whether a line of an example is code. */
export function isExampleCode(line: string): boolean {
  return CODE.test(line);
}

import type { CodeLanguage } from "./codeLanguages";
import { findBracketEnd, findTypeEnd } from "./findBracketEnd";

/** A mark at the start of a line of a documentation comment, with the names and types that belong to it. */
export interface Tag {
  /** How much of the line is not prose. */
  readonly length: number;
  /** What becomes of the text behind it. */
  readonly rest: TagRest;
}

/**
 * - `read`: it is prose.
 * - `line`: the rest of the line is not.
 * - `entry`: nothing is read up to the next tag or blank line.
 * - `example`: nothing is read up to the next tag.
 * - a pattern: nothing is read up to the text that it matches.
 */
export type TagRest = "read" | "line" | "entry" | "example" | RegExp;

const TAG =
  /^\s*(?:(?<sign>[@\\])(?<name>f[[{]|!?[a-z][\w-]*)|:(?<field>[a-z]\w*)\b[^:`]*(?:`[^`]*`[^:`]*)?:(?=\s|$)|\.(?<help>[A-Z]{4,})\b)/i;

const list = (names: string): ReadonlySet<string> => new Set(names.split(" "));
/** A name follows, and around it there may be a type. */
const NAMING = list(
  "param parameter arg argument property property-read property-write param-out prop template template-covariant tparam typeparam keyword kwarg kwparam attr attribute attr_reader attr_writer typedef yieldparam field slot retval option ivar cvar var serialfield describein global returnlocal mixin-param",
);
const THROWING = list("throws throw exception raise raises provides uses");
/** A type follows. */
const TYPED = list(
  "return returns result yield yields yieldreturn treturn type enum const constant define implements-type satisfies",
);
/** One word follows, which is not prose: the key of a section. */
const KEYED = list(
  "section subsection subsubsection paragraph page subpage defgroup addtogroup weakgroup xrefitem if ifnot elseif cond exitcode",
);
/** What stands behind is a name, a path or a list of them. */
const LINES = list(
  [
    "file dir headerfile fn def class struct union interface protocol namespace package module subpackage category ingroup relates",
    "related relatesalso memberof mixin mixes extends augments implements lends borrows alias exports external function func method",
    "callback event fires emits listens requires require import importfrom exportclass exportmethod exports3method usedynlib include",
    "includelineno snippet snippetlineno dontinclude skip skipline until line rdname name aliases family keywords concept inheritparams",
    "inheritdotparams inherit doctype templatevar encoding backref order filesource link uses-by used-by covers coversdefaultclass",
    "dataprovider depends group access api visibility kind default defaultvalue variation tutorial suppress sample author-email",
    "copydoc copybrief copydetails image mainpage-id anchor cast class-alias diagnostic generic meta nodiscard operator overload",
    "source vararg as noargs eval evalnamespace rawnamespace rawrd includermd target suppresswarnings jsx jsximportsource",
    "!method !attribute !macro !visibility !scope !parse !group !endgroup !domain alias-method attr_accessor rtype vartype label",
    "codeauthor sectionauthor privatesection implements constructs phpstan-type psalm-type mixin inheritdoc format-id set opt",
    "category-id dart2js macro output-type textdomain resource bean scope group-id noinspection swaggerignore router success failure",
  ].join(" "),
);
const ENTRIES = list("author authors license licence see seealso sa since version copyright date references-list");
const EXAMPLES = list("example examples examplesif usage exampleif");
/** Doxygen's blocks, by what opens and what closes them. */
const BLOCKS: Readonly<Record<string, RegExp>> = {
  code: /[@\\]endcode\b/,
  verbatim: /[@\\]endverbatim\b/,
  iverbatim: /[@\\]endiverbatim\b/,
  icode: /[@\\]endicode\b/,
  dot: /[@\\]enddot\b/,
  msc: /[@\\]endmsc\b/,
  mermaid: /[@\\]endmermaid\b/,
  startuml: /[@\\]enduml\b/,
  htmlonly: /[@\\]endhtmlonly\b/,
  latexonly: /[@\\]endlatexonly\b/,
  manonly: /[@\\]endmanonly\b/,
  rtfonly: /[@\\]endrtfonly\b/,
  xmlonly: /[@\\]endxmlonly\b/,
  docbookonly: /[@\\]enddocbookonly\b/,
  textblock: /[@\\]\/textblock\b/,
  rst: /[@\\]endrst\b/,
  "f[": /[@\\]f\]/,
  "f{": /[@\\]f\}/,
};
const WITHOUT_BACKSLASH = new Set<CodeLanguage>([
  "r",
  "haskell",
  "python",
  "julia",
  "shellscript",
  "powershell",
  "lua",
]);
/** Names that mean something else in these languages than in most. */
const READ_AS_TEXT: Partial<Record<CodeLanguage, ReadonlySet<string>>> = {
  r: list("return returns seealso source format method-text"),
  c: list("arg name par type"),
  cpp: list("arg name par type"),
  "objective-c": list("arg name par type"),
  "objective-cpp": list("arg name par type"),
  kotlin: list("uses"),
  swift: list("author"),
};
const HELP_NAMED = new Set(["PARAMETER"]);
const HELP_LINES = new Set([
  "LINK",
  "COMPONENT",
  "ROLE",
  "FUNCTIONALITY",
  "FORWARDHELPTARGETNAME",
  "FORWARDHELPCATEGORY",
  "EXTERNALHELP",
  "REMOTEHELPRUNSPACE",
]);
/** Fields of Sphinx that hold a type or a name. */
const FIELD_LINES = new Set(["type", "rtype", "vartype", "orphan", "nosearch", "meta", "author", "date", "version"]);
const SWIFT =
  /^\s*[-*+]\s+(?:parameter\s+[^:\s]+|(?<list>parameters)|returns?|throws|note|warning|attention|important|precondition|postcondition|invariant|remarks?|requires|seealso|see|since|todo|version|author|authors|bug|complexity|copyright|date|experiment|tip|localizationkey|keyword|recommended\w*|tag)\s*:[ \t]*/i;

/** The tag that a line begins with; `undefined` if it has none. */
export function readTag(line: string, language: CodeLanguage): Tag | undefined {
  if (language === "swift" || language === "objective-c") {
    const callout = SWIFT.exec(line);
    if (callout !== null) return { length: callout[0].length, rest: "read" };
  }
  const item = language === "swift" ? /^\s+[-*+]\s+`?[a-z_]\w*`?\s*:[ \t]+(?=\S)/i.exec(line) : null;
  if (item !== null) return { length: item[0].length, rest: "read" };
  const found = TAG.exec(line);
  const { sign, name, field, help } = found?.groups ?? {};
  if (found === null) return undefined;
  const length = found[0].length;
  if (field !== undefined) return { length: skipSpace(line, length), rest: FIELD_LINES.has(field) ? "entry" : "read" };
  if (help !== undefined) return readHelp(line, length, help, language);
  if (name === undefined || (sign === "\\" && (WITHOUT_BACKSLASH.has(language) || /^[a-z]$/i.test(name))))
    return undefined;
  return readNamed(line, length, name, language);
}

function readHelp(line: string, length: number, name: string, language: CodeLanguage): Tag | undefined {
  if (language !== "powershell" && name !== name.toUpperCase()) return undefined;
  const help = name.toUpperCase();
  if (HELP_LINES.has(help)) return { length, rest: "entry" };
  return { length: HELP_NAMED.has(help) ? line.length : skipSpace(line, length), rest: "read" };
}

function readNamed(line: string, length: number, name: string, language: CodeLanguage): Tag | undefined {
  const block = BLOCKS[name];
  if (block !== undefined) return { length, rest: block };
  if (name === "f[" || name === "f{") return undefined;
  // GTK and the Linux kernel: `@name: What it is.`
  if (line.charAt(length) === ":") return { length: skipSpace(line, length + 1), rest: "read" };
  // PHP's annotations are code: `@ORM\Column(name="a")`, and so are Java's: `@Entity(…)`.
  if (/^[A-Z]/.test(name) && /^(?:\\|\()/.test(line.slice(length))) return { length, rest: "entry" };
  const key = name.toLowerCase();
  if (READ_AS_TEXT[language]?.has(key) === true) {
    return { length: skipSpace(line, skipType(line, length)), rest: "read" };
  }
  const rest = selectRest(key, language);
  return { length: rest === "read" ? measureNames(line, length, key, language) : length, rest };
}

function selectRest(key: string, language: CodeLanguage): Exclude<TagRest, RegExp> {
  if (EXAMPLES.has(key)) return "example";
  if (ENTRIES.has(key)) return "entry";
  const isEpytext = language === "python" && (key === "type" || key === "rtype");
  return isEpytext || LINES.has(key) || /^(?:phpstan|psalm|phan)-/.test(key) ? "line" : "read";
}

/** Where the prose begins behind the names and types that belong to a tag. */
function measureNames(line: string, length: number, key: string, language: CodeLanguage): number {
  // `@param[in,out]`, Kotlin's `@param[name]`, LDoc's `@param[opt]`.
  const attached = /^(?:\[[^\]]*\]|[ \t]+\[(?:in|out|[, \t])+\])/.exec(line.slice(length))?.[0] ?? "";
  const at = skipSpace(line, length + attached.length);
  const isKotlinName = language === "kotlin" && attached !== "" && NAMING.has(key);
  return skipSpace(line, skipDash(line, isKotlinName ? at : skipNames(line, at, key, language)));
}

function skipNames(line: string, at: number, key: string, language: CodeLanguage): number {
  if (key === "retval") return at + (/^\S+/.exec(line.slice(at))?.[0].length ?? 0);
  if (KEYED.has(key)) return skipWord(line, at);
  const isNaming = NAMING.has(key);
  if (language === "php" && (isNaming || THROWING.has(key) || TYPED.has(key))) return skipPhp(line, at, key);
  if (language === "lua" && (isNaming || TYPED.has(key))) return skipLua(line, at, key);
  if (THROWING.has(key)) return skipThrown(line, at);
  return isNaming ? skipNamed(line, at, key, language) : skipType(line, at);
}

/** A type in braces, or in brackets that hold no prose: `{number}`, `[String, nil]`. */
function skipType(line: string, from: number): number {
  const at = skipSpace(line, from);
  if (line.charAt(at) !== "{" && line.charAt(at) !== "[") return from;
  const end = findBracketEnd(line, at);
  return end === undefined || line.startsWith("](", end - 1) || line.startsWith("{@", at) ? from : end;
}

function skipNamed(line: string, from: number, key: string, language: CodeLanguage): number {
  let at = from;
  if (line.charAt(at) === "{") at = skipSpace(line, skipType(line, at));
  if (language === "ruby" && line.charAt(at) === "[") at = skipSpace(line, skipType(line, at));
  if (language === "shellscript" && key === "option") {
    return at + (/^(?:-[^\s|]+(?:[ \t]*\|[ \t]*|[ \t]+<[^>]*>|[ \t]+|$))+/.exec(line.slice(at))?.[0].length ?? 0);
  }
  if (language === "shellscript") return skipWord(line, skipWord(line, at));
  if (line.charAt(at) === "[") at = skipSpace(line, findBracketEnd(line, at) ?? at);
  else at = skipWord(line, at);
  at = skipSpace(line, skipType(line, at));
  if (language !== "ruby" || key !== "option") return at;
  at = skipWord(line, at);
  const value = line.charAt(at) === "(" ? findBracketEnd(line, at) : undefined;
  return value ?? at;
}

/** `@throws {Error} when`, `@throws Error when`, `@throws when`. */
function skipThrown(line: string, at: number): number {
  if (/^[{[]/.test(line.slice(at))) return skipType(line, at);
  return /^(?:[A-Z][\w$]*|[\w$]+(?:[.\\#]|::)[\w$.\\:#]+|\\[\w\\]+|std::\S+|:\S+)(?=[\s:]|$)/.test(line.slice(at))
    ? skipWord(line, at)
    : at;
}

function skipPhp(line: string, from: number, key: string): number {
  let at = from;
  if (key === "template" || key === "template-covariant") {
    at = skipWord(line, at);
    return /^(?:of|as|super)\s/.test(line.slice(at)) ? findTypeEnd(line, skipWord(line, at)) : at;
  }
  if (line.charAt(at) === "{") at = skipSpace(line, skipType(line, at));
  else if (!/^[&.]*\$/.test(line.slice(at))) at = skipSpace(line, findTypeEnd(line, at));
  const name = /^(?:&|\.\.\.)*\$\w+\s*/.exec(line.slice(at));
  return at + (name?.[0].length ?? 0);
}

const LUA_TYPE =
  /^(?:(?:string|number|integer|boolean|bool|table|function|nil|any|unknown|thread|userdata|lightuserdata|self|void)\b|fun\(|[{"'`]|[\w.]+(?:\[\]|\?|[|<])|[a-z]\w*\.[A-Z]|[A-Z][\w.]*\s+(?:[A-Z#]|[a-z_]\w*\s+[A-Z#])|[A-Z][\w.]*$)/;

function skipLua(line: string, from: number, key: string): number {
  let at = from;
  if (key === "field") at += measure(/^(?:public|private|protected|package)\s+/, line, at);
  if (key === "tparam") at = skipSpace(line, findTypeEnd(line, at));
  const isNamed = NAMING.has(key);
  if (isNamed) {
    const end = line.charAt(at) === "[" ? findBracketEnd(line, at) : undefined;
    at = end === undefined ? skipWord(line, at) : skipSpace(line, end);
  }
  const isTyped = key === "treturn" || (key !== "tparam" && LUA_TYPE.test(line.slice(at)));
  if (isTyped) at = skipSpace(line, findTypeEnd(line, at));
  // `@return number count How many there are`: a name only in front of a sentence.
  if (!isNamed && key !== "treturn") at += measure(/^[a-z_]\w*\??\s+(?=[A-Z#])/, line, at);
  return at + measure(/^[#@]\s+/, line, at);
}

function measure(pattern: RegExp, line: string, at: number): number {
  return pattern.exec(line.slice(at))?.[0].length ?? 0;
}

/** A word, or several with commas between them: `a, b`. */
function skipWord(line: string, at: number): number {
  return at + (/^[^\s-]\S*(?:(?<=,)[ \t]+[\w$.]+)*[ \t]*/.exec(line.slice(at))?.[0].length ?? 0);
}

function skipDash(line: string, at: number): number {
  return at + (/^[ \t]*[-–—:][ \t]+/u.exec(line.slice(at))?.[0].length ?? 0);
}

function skipSpace(line: string, at: number): number {
  return at + (/^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0);
}

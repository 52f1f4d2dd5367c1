import { CODE_WORD, LINK_WORD, MATH_WORD } from "../../markup/placeholders";

/**
 * A command's arguments, a letter each, and the word that replaces the command itself.
 *
 * Not read: `s` a star, `o` an optional argument, `m` a mandatory one. Read: `t` as text of the sentence, `b` as a block
 * of its own, `h` as a heading, `O` (in brackets) and `T` (in braces) as such a block if it looks like prose.
 */
export interface LatexMacro {
  readonly signature: string;
  readonly word: string;
}

/** Replaces a reference that is a number: "Section~\ref{a}" is read as "Section 1". */
const NUMBER_WORD = "1";

const ROWS: readonly (readonly [signature: string, word: string, names: string])[] = [
  ["t", "", "emph textbf textit textsl textsc textrm textsf textmd textup textnormal text mbox underline uline fbox"],
  ["t", "", "MakeUppercase MakeLowercase uppercase lowercase textsuperscript textsubscript hbox sout ul so textlf"],
  ["t", "", "num ac acs acl acf gls Gls glspl Glspl acrshort acrlong acrfull centerline leftline rightline shortstack"],
  ["ot", "", "hyperref makecell name"],
  ["mt", "", "href textcolor colorbox hyperlink hypertarget texorpdfstring foreignlanguage textlang"],
  ["omt", "", "rotatebox"],
  ["mot", "", "scalebox"],
  ["smmt", "", "resizebox"],
  ["mmt", "", "fcolorbox multicolumn"],
  ["omomot", "", "multirow"],
  ["oot", "", "makebox framebox"],
  ["ooomt", "", "parbox"],
  ["moot", "", "raisebox"],
  ["otm", "", "SI qty"],
  ["soh", "", "part chapter section subsection subsubsection paragraph subparagraph addchap addsec"],
  ["sob", "", "caption"],
  ["msob", "", "captionof"],
  ["oh", "", "title subtitle frametitle framesubtitle"],
  ["ob", "", "subcaption"],
  ["b", "", "abstract keywords dedication"],
  ["m", CODE_WORD, "texttt lstinline mintinline code path verb pkg file"],
  ["m", LINK_WORD, "url nolinkurl email"],
  ["m", MATH_WORD, "ensuremath"],
  ["m", "", "si unit"],
  ["sm", NUMBER_WORD, "ref eqref pageref vref subref"],
  ["sm", LINK_WORD, "autoref cref Cref nameref fullref"],
  ["soom", LINK_WORD, "citet Citet citealt textcite Textcite citeauthor Citeauthor citetitle"],
  ["soom", "", "footcite footcitetext fullcite nocite citeyear citeyearpar footfullcite"],
  ["om", "", "author date affiliation institute institution address affil email thanks footnotetext marginpar todo"],
  ["m", "", "label index glossary bibliographystyle bibliography pagestyle thispagestyle pagenumbering input include"],
  [
    "m",
    "",
    "includeonly hyphenation color pagecolor graphicspath selectlanguage fontsize tag vphantom hphantom phantom",
  ],
  ["m", "", "subfile linespread cline cmidrule specialrule addlinespace bibitem ORCID orcid"],
  ["smm", "", "markboth setcounter addtocounter setlength addtolength settowidth fontencoding"],
  ["mmm", "", "addcontentsline definecolor contentsline"],
  ["soom", "", "includegraphics includepdf includesvg usepackage documentclass RequirePackage PassOptionsToPackage"],
  ["som", "", "hspace vspace enlargethispage addbibresource usetheme usecolortheme marginnote"],
  ["o", "", "printbibliography printindex tableofcontents listoffigures linebreak pagebreak nopagebreak"],
  ["omm", "", "rule inputminted"],
  ["om", "", "lstinputlisting verbatiminput VerbatimInput BVerbatimInput LVerbatimInput lstset"],
];

/** The known commands. Of an unknown one, arguments that look like prose are read. */
export const LATEX_MACROS: ReadonlyMap<string, LatexMacro> = new Map(
  ROWS.flatMap(([signature, word, names]) => names.split(" ").map((name) => [name, { signature, word }] as const)),
);

function listNames(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

/** Citations that a sentence does not need: "as it is known~\cite{a}". */
export const LATEX_CITATIONS = listNames("cite citep Citep citealp parencite Parencite autocite Autocite supercite");

/** Commands that end a paragraph. */
export const LATEX_BREAKS = listNames(
  "par newpage clearpage cleardoublepage bigskip medskip smallskip endinput appendix hline",
  "endhead endfirsthead endfoot endlastfoot tabularnewline cr pause centering maketitle hrule",
);

/** Commands that set space in a line. */
export const LATEX_SPACES = new Set([
  ...[" ", "\n", "\t", ",", ";", ":", ">", "quad", "qquad", "enspace", "enskip", "thinspace", "space", "newline"],
  ...["hfill", "hfil", "nobreakspace", "dotfill", "hrulefill", "tab"],
]);

/** Commands that are followed by a length without braces. */
export const LATEX_LENGTHS: readonly string[] = [
  ...["vskip", "hskip", "vglue", "hglue", "kern", "parskip", "parindent", "baselineskip", "lineskip", "topskip"],
  ...["hsize", "vsize", "textwidth", "hangindent", "leftskip", "rightskip", "raise", "lower", "moveleft", "moveright"],
];

/** Names of commands that define, set, include or write something: their arguments are not text. */
export const DEFINING =
  /^(?:lst|re)?new|^(?:provide|exclude|special|Recustom|Custom|MakeShort|declare|define|require|set|use|include|import|Provide|Declare|Define|Require|Set|Use|New|Renew|AtBegin|AtEnd|Package|Class)|(?:set|setup|style|label|index|typeout|message|graphics?|image)$/;

/** Names of commands that cite or refer to something: their arguments are not text. */
export const CITING = /cite/i;
export const REFERRING = /refs?$/i;

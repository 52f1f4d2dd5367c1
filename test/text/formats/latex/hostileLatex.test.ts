import { extractLatex } from "../../../../src/text/formats/latex/extractLatex";
import { assertLinear } from "../../../harness/assertLinear";
import { checkPlaces } from "../../checkPlaces";

// No namesake: it attacks everything that reads LaTeX.

/** UTF-16 units of the smaller document of each pair: more than the parser is given at a time. */
const SIZE = 70_000;
const HOSTILE = [
  ...["{", "}", "{}", "[", "]", "&", "~", "%", "$", "$$", "$a$", "-", "'", "`", "\\", "\\\\", "\\(", "\\[", "^"],
  ...["\n", "\r", "\n\n{", "\n\n}", "\n\n$", "\n\n\\[", "a", "word ", "\0", "\ud800", "a.b/http://c.", "$x{", "{$"],
  ...["\\begin{a}", "\\end{a}", "\\begin{equation}", "\\begin{verbatim}", "\\begin{tabular}", "\\begin{document}"],
  ...["\\begin{", "\\begin{a}{", "\\end{document}", "\\emph{", "\\emph", "\\item", "\\item[", "\\section{", "\\title{"],
  ...["\\cite[", "\\cite{a} ", "\\footnote{", "\\footnote{a}. ", "\\verb|", "\\verb", "\\url{", "\\url{{", "\\'"],
  ...["\\lstinline[", "\\mintinline{", "\\def\\a{", "\\newcommand{\\a}{", "\\newcommand{\\a}{\\a\\a}", "\\iffalse"],
  ...["\\newminted{a}", "\\newenvironment{a}{\\begin{", "\\newcommand{\\a}[1]{\\texttt{", "\\excludecomment{a"],
  ...["\\newenvironment{a}{\\verbatim}{}\\begin{a}", "\\MakeShortVerb|", "|", "\\begin{a}|b "],
  ...["\\foo", "\\foo{", "\\foo{a b}", "\\foo=", "\\vskip 3pt ", "$\\begin{a}[{"],
];

describe("a hostile LaTeX document is read in a time that grows as it does", function () {
  this.timeout(60_000);
  const run = (text: string): void => checkPlaces(text, extractLatex(text));
  for (const part of HOSTILE) {
    it(JSON.stringify(part), () => {
      assertLinear({ size: SIZE, make: (size) => part.repeat(Math.ceil(size / part.length)), run });
    });

    it(`${JSON.stringify(part)} in chunks with few openings, which the parser is given`, () => {
      const chunk = `${part.repeat(40)}\n\n`;
      assertLinear({ size: SIZE / 4, make: (size) => chunk.repeat(Math.ceil(size / chunk.length)), run });
    });
  }
});

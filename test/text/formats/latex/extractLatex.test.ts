import assert from "node:assert/strict";
import { extractLatex } from "../../../../src/text/formats/latex/extractLatex";
import { ChunkMemory } from "../../../../src/text/markup/chunkMemory";
import type { Prose } from "../../../../src/text/spans/sentence";
import { createRandom } from "../../../graph/createRandom";
import { assertLinear } from "../../../harness/assertLinear";
import { checkPlaces } from "../../checkPlaces";
import { SAMPLE } from "./sample";

const { raw } = String;

function read(text: string, memory?: ChunkMemory<readonly Prose[]>): readonly string[] {
  const blocks = extractLatex(text, memory);
  checkPlaces(text, blocks);
  return blocks.map((block) => block.text);
}

interface Case {
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly string[];
}

const CHARACTERS: readonly Case[] = [
  { name: "nothing", text: "", blocks: [] },
  { name: "blank lines separate paragraphs", text: "One\ntwo.\n\n  \nThree.", blocks: ["One two.", "Three."] },
  { name: "CRLF and CR", text: "One\r\ntwo\r\n\r\nThree\rfour\r\rFive", blocks: ["One two", "Three four", "Five"] },
  { name: "comments", text: "One % not\n two\n% not\nthree\nf%\n  our \\% of%", blocks: ["One two three four % of"] },
  { name: "an empty line behind a comment", text: "One % not\n\ntwo", blocks: ["One", "two"] },
  { name: "escaped characters", text: raw`5\% \& \_ \# \$1 \{a\}`, blocks: ["5% & _ # $1 {a}"] },
  { name: "spaces", text: raw`a~b\\c\\[2pt] d\newline e\ f\,g\quad h`, blocks: ["a b c d e f g h"] },
  { name: "a hyphenation hint", text: raw`hyphen\-ation`, blocks: ["hyphenation"] },
  { name: "dashes", text: "a -- b --- c 1--2 d-e", blocks: ["a – b — c 1–2 d-e"] },
  { name: "quotation marks", text: "``a'' `b' don't", blocks: [`"a" 'b' don't`] },
  { name: "accents", text: raw`\'el\`{e}ve \"o\c{c}\c c na\"{\i}ve \v{S} \~n \^{}`, blocks: ["élève öçç naïve Š ñ ^"] },
  { name: "letters", text: raw`Stra\ss e \ae{}on \O l {\L}`, blocks: ["Straße æon Øl Ł"] },
  { name: "names and dots", text: raw`In \LaTeX{} and \TeX\ \ldots{} ok`, blocks: ["In LaTeX and TeX ... ok"] },
  { name: "a group is transparent", text: raw`a {\em b {c}} d`, blocks: ["a b c d"] },
  { name: "unclosed groups", text: "a {b\n\nc } d $e\n\nf \\[ g", blocks: ["a b", "c d $e", "f g"] },
];

const MATHEMATICS: readonly Case[] = [
  { name: "inline", text: raw`Take $x_1$, \(y\) and \ensuremath{z}.`, blocks: ["Take x, x and x."] },
  { name: "a script of a word", text: raw`the 1$^{st}$ H$_2$O $n$-gram`, blocks: ["the 1st H2O x-gram"] },
  { name: "display in a sentence", text: raw`As \[a=b,\] and $$c$$ say.`, blocks: ["As x, and x say."] },
  {
    name: "environments",
    text: "We get\n\\begin{align*}\n  a &= b \\\\ c &= d. \\label{e}\n\\end{align*}\nThen.",
    blocks: ["We get x. Then."],
  },
  { name: "display without a stop", text: raw`As \[a\] Then \[b\] if.`, blocks: ["As x. Then x if."] },
  {
    name: "a display alone is not read",
    text: "One.\n\n\\begin{equation}a.\\end{equation}\n\n$$b$$",
    blocks: ["One."],
  },
  {
    name: "a stop that draws nothing",
    text: raw`As \[\left\{ a \right.\] is. So \[\bigl( a \bigr.\] is. As \[a.\right.\] Then \[b, \\ \] if.`,
    blocks: ["As x is. So x is. As x. Then x, if."],
  },
  { name: "a stop in a label", text: raw`As \[a \label{b.}\] is.`, blocks: ["As x is."] },
  { name: "an open environment", text: "One \\begin{equation} a b\n\nTwo", blocks: ["One", "Two"] },
];

const COMMANDS: readonly Case[] = [
  {
    name: "of text",
    text: raw`An \emph{a \textbf{b}} \textcolor{red}{c} \href{http://d%#}{e} \enquote{f} \hyperref[g]{h}.`,
    blocks: [`An a b c e "f" h.`],
  },
  {
    name: "of code",
    text: raw`Run \texttt{a}, \verb|b%{|, \lstinline[c=d]!e{!, \mintinline{c}{f} or {\tt g}.`,
    blocks: ["Run code, code, code, code or code."],
  },
  {
    name: "several commands of code in a row are one word",
    text: raw`\verb|a|\texttt{b}s \verb|a|b`,
    blocks: ["codes codeb"],
  },
  { name: "addresses", text: raw`See \url{http://a%b_c} or http://d.e/f.`, blocks: ["See link or link."] },
  { name: "that are not read", text: raw`One~\label{a} \index{b} \vspace*{1cm}, two.`, blocks: ["One, two."] },
  { name: "citations", text: raw`As known~\cite{a}. So \citep[p.~5]{b} is it.`, blocks: ["As known. So is it."] },
  {
    name: "citations that a sentence needs",
    text: raw`In \cite{a} and by \citet{b} it is. \cite{c} shows it.`,
    blocks: ["In link and by link it is. link shows it."],
  },
  {
    name: "references",
    text: raw`Section~\ref{a} (\eqref{b}), \autoref{c}, \figref{d}`,
    blocks: ["Section 1 (1), link, link"],
  },
  {
    name: "definitions",
    text: raw`A \newcommand{\foo}[2][x]{y z} \def\bar#1{y z} \let\a=\b \setlength{\parindent}{0pt} \parskip=3pt \vskip 3pt plus 1pt b`,
    blocks: ["A b"],
  },
  {
    name: "that the document defines",
    text: raw`\newcommand{\net}{\textsc{Net}\xspace} \def\nets{\net s} A \net{} of \nets and \net.`,
    blocks: ["A Net of Net s and Net."],
  },
  {
    name: "that are unknown",
    text: raw`A \myterm{neural network}, \myword{word}, \BERT{} \foo{a:b} \bar{a}{b c} \baz is. \qux{a}%
{b c}`,
    blocks: ["A neural network, word, BERT b c is. b c"],
  },
  {
    name: "a footnote at a sentence's end",
    text: raw`One.\footnote{Note a.} Two\footnote{Note b.}. Three.`,
    blocks: ["One.", "Note a.", "Two.", "Note b.", "Three."],
  },
  { name: "a footnote in a sentence", text: raw`One\footnote{Not read.} two.`, blocks: ["One two."] },
];

/** Each is followed by a use of what it defines. */
const CODE_DEFINITIONS = [
  raw`\lstnewenvironment{own}[1][]{\lstset{a=b}}{}`,
  raw`\DefineVerbatimEnvironment{own}{Verbatim}{a=b}`,
  raw`\DefineVerbatimEnvironment{own*}{Verbatim}{}`,
  raw`\newminted[own]{c}{a=b}`,
  raw`\newtcblisting{own}[2][]{a=b}`,
  raw`\newtcblisting[a=b]{own}{c}`,
  raw`\DeclareTCBListing{own}{O{}}{a=b}`,
  raw`\newenvironment{own}{\begin{quote}\verbatim}{\endverbatim\end{quote}}`,
  raw`\newenvironment {own}[1]{\VerbatimEnvironment\begin{minted}{#1}}{\end{minted}}`,
  raw`\NewDocumentEnvironment{own}{m}{\begin{tikzpicture}}{\end{tikzpicture}}`,
  raw`\excludecomment{own}`,
];

const CODE: readonly Case[] = [
  ...CODE_DEFINITIONS.map((definition) => ({
    name: `an environment of ${definition}`,
    text: `${definition}\n\nOne.\n\\begin{own}\na {$ b\n\nc\n\\end{own}\nTwo.`,
    blocks: ["One.", "Two."],
  })),
  {
    name: "an environment that defines itself by another",
    text: raw`\newenvironment{a}{\verbatim}{\endverbatim}\newenvironment{b}{\a}{\enda} \begin{b}not\end{b} One.`,
    blocks: ["One."],
  },
  {
    name: "names that say it",
    text: ["pythoncode", "luacode*", "spverbatim", "LVerbatim*", "CodeInput", "rustcode"]
      .map((name) => `\\begin{${name}}\na { b\n\\end{${name}}\n`)
      .join("One.\n"),
    blocks: ["One.", "One.", "One.", "One.", "One."],
  },
  {
    name: "a definition in a comment defines nothing",
    text: "% \\excludecomment{own}\n\\begin{own}One.\\end{own}",
    blocks: ["One."],
  },
  {
    name: "an environment that sets text",
    text: raw`\newenvironment{own}[1]{\begin{quote}\itshape}{\end{quote}} \begin{own}{}One.\end{own}`,
    blocks: ["One."],
  },
  {
    name: "a float for listings keeps its caption",
    text: "\\begin{listing}\n\\begin{minted}{c}\nnot\n\\end{minted}\n\\caption{One.}\n\\end{listing}",
    blocks: ["One."],
  },
  {
    name: "a command for code",
    text: raw`\newcommand{\file}[1]{\texttt{#1}}\newcommand\key[1]{{\ttfamily #1}}\newmintinline{c}{} Run \file{a b} or \key{c d}, \cinline{e}.`,
    blocks: ["Run code or code, code."],
  },
  {
    name: "a command for a sentence with code in it",
    text: raw`\newcommand{\see}[1]{See \texttt{a} in #1} Then \see{the long part}.`,
    blocks: ["Then the long part."],
  },
  { name: "short marks", text: raw`a |b| \MakeShortVerb{\|} Run |a{| or |b %|.`, blocks: ["a |b| Run code or code."] },
  { name: "files", text: raw`One. \lstinputlisting[a=b]{a} \verbatiminput{b}`, blocks: ["One."] },
];

const BLOCKS: readonly Case[] = [
  {
    name: "headings",
    text: raw`\section*{A \emph{b}}\label{c}Text.\paragraph[d]{E f} More.`,
    blocks: ["A b", "Text.", "E f", "More."],
  },
  {
    name: "items",
    text: "\\begin{itemize}[a=b]\n\\item One\n\n  two.\n\\item[A term] three.\n\\end{itemize} End.",
    blocks: ["One", "two.", "A term", "three.", "End."],
  },
  {
    name: "a figure",
    text: raw`\begin{figure}[ht]\centering\includegraphics[width=1cm]{a.png}\caption[B]{C \emph{d}.}\label{e}\end{figure}`,
    blocks: ["C d."],
  },
  {
    name: "a table",
    text: "\\begin{tabular}{l|r}\\hline\nOne a & Two \\\\[2pt]\n\n\\multicolumn{2}{c}{Three b} \\\\\\hline\n\\end{tabular}\\\\ c",
    blocks: ["One a", "Two", "Three b", "c"],
  },
  {
    name: "theorems and slides",
    text: raw`\begin{theorem}[Of A b] One. \end{theorem}\begin{frame}{A title} \only<2>{Two.} \end{frame}`,
    blocks: ["Of A b", "One.", "A title", "Two."],
  },
  {
    name: "listings and drawings",
    text: ["verbatim", "lstlisting", "minted", "tikzpicture", "algorithm", "thebibliography", "comment"]
      .map((name) => `\\begin{${name}}\n{ a\n\nb \\end{a} %\n\\end{${name}}\n`)
      .join("One.\n"),
    blocks: ["One.", "One.", "One.", "One.", "One.", "One."],
  },
  {
    name: "text that a condition hides",
    text: raw`One \iffalse not \fi two \makeatletter\a@b not\makeatother three`,
    blocks: ["One", "two", "three"],
  },
];

describe("extractLatex", () => {
  for (const { name, text, blocks } of CHARACTERS)
    it(`characters: ${name}`, () => assert.deepEqual(read(text), blocks));
  for (const { name, text, blocks } of MATHEMATICS)
    it(`mathematics: ${name}`, () => assert.deepEqual(read(text), blocks));
  for (const { name, text, blocks } of COMMANDS) it(`commands: ${name}`, () => assert.deepEqual(read(text), blocks));
  for (const { name, text, blocks } of CODE) it(`code: ${name}`, () => assert.deepEqual(read(text), blocks));
  for (const { name, text, blocks } of BLOCKS) it(`blocks: ${name}`, () => assert.deepEqual(read(text), blocks));

  it("reads the title and the body of a document", () => {
    const blocks = read(SAMPLE);
    assert.deepEqual(
      [blocks.length, blocks[0], blocks[1], blocks.at(-1)],
      [9, "Reading documents", "We read prose with Cloze — and nothing else.", "The end."],
    );
  });

  it("does not end at the end of a document in an example", () => {
    const example = raw`\begin{shown}\begin{document}a\end{document}\end{shown}`;
    assert.equal(read(raw`\begin{document} One. ${example} Two. \end{document} Three.`).at(-1), "Two.");
  });

  it("places every character that is in the document", () => {
    const text = raw`A 5\% \emph{rise}.`;
    const [block] = extractLatex(text);
    assert.deepEqual(
      block?.runs.map(({ start, length }) => text.slice(start, start + length)),
      ["A 5", "% ", "rise", "."],
    );
  });

  it("reads a document cut anywhere", function () {
    this.timeout(60_000);
    const memory = new ChunkMemory<readonly Prose[]>();
    for (let length = 0; length <= SAMPLE.length; length += 1) read(SAMPLE.slice(0, length), memory);
  });

  it("reads many environments that nothing closes in a time that grows as they do", () => {
    const make = (size: number) => Array.from({ length: size / 16 }, (_, index) => `\\begin{${index}code}`).join(" ");
    assertLinear({ size: 70_000, make, run: (text) => void read(text) });
  });

  it("reads a chunk that is too much for the parser as plain text", () => {
    const deep = `${"{".repeat(200)}deep${"}".repeat(200)}`;
    const long = "word ".repeat(20_000).trim();
    assert.deepEqual(read(`\\emph{One}\n\n${deep}\n\n${long}\n\n\\emph{Two}`), ["One", deep, long, "Two"]);
  });
});

describe("extractLatex with a memory", () => {
  const marks = ["{", "}", "\\", "\n\n", "$", "%", "\\begin{verbatim}", "\\end{tabular}", "\\begin{tabular}{l}"];
  marks.push("\\item ", "\\newcommand{\\tool}{Word}", "\\end{document}", "\\footnote{", "&", "\\iffalse ", "\\[");

  it("reads what it reads without one", function () {
    this.timeout(60_000);
    const random = createRandom(7);
    const draw = (below: number) => Math.floor(random() * below);
    const memory = new ChunkMemory<readonly Prose[]>();
    let text = SAMPLE;
    for (let edit = 0; edit < 150; edit += 1) {
      if (edit % 15 === 0) text = SAMPLE;
      const at = draw(text.length);
      text = text.slice(0, at) + marks[draw(marks.length)]! + text.slice(at + draw(4));
      assert.deepEqual(extractLatex(text, memory), extractLatex(text), `edit ${edit}`);
    }
  });
});

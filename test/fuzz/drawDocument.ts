import type { Format } from "../../src/text/formats/format";
import type { Random } from "./random";

/** Words, and what readers take for the end or the start of something. */
const PROSE = [
  ..."a I the word Words. End! Why? e.g. Dr. 3.5 naïve 漢字。 한국어 👩‍👩‍👧 x's - … \ud800 \0 \u0085 \u2028 \ufeff \u00a0".split(
    " ",
  ),
  ..." | |, |. |\n|\n\n|\r\n|\t|    |\n  |\n    |\n> |\n- |\n1. ".split("|"),
];

/** Markup of every format: a reader is given its own and, since files are misnamed, that of others. */
const MARKUP: readonly string[] = [
  // Markdown, MDX, front matter
  ..."* ** _ __ ` `` ``` ~~~ ~~ # ## === --- [ ] ( ) ![ ](b) [a]: [^a] <b> </b> <!-- --> <br/> $ $$ \\ \\( \\) | |- :::".split(
    " ",
  ),
  ..."{{ }} {% %} {{< >}} {/* */} {a <A import export +++ !!! [[ ]] http://a.b a@b.c &amp; &#x41; &notathing; {.a}".split(
    " ",
  ),
  // HTML
  ...'<p> </p> <pre> <script> </script> <style> <td> <li> <a <a\nb= title="a" <!DOCTYPE <![CDATA[ ]]> <?php ?> <% %>'.split(
    " ",
  ),
  // LaTeX
  ..."\\begin{a} \\end{a} \\begin{verbatim} \\end{verbatim} \\section{ } % \\% \\verb|a| \\cite{a} ~ \\[ \\] \\textbf{ \\def\\a{".split(
    " ",
  ),
  // AsciiDoc, reStructuredText
  ..."== |=== ---- .... **** ++++ ifdef::a[] endif::[] image::a[ :a: :a:`b` .. ..\n .. note:: `a`_ a_ |a| +-+ *a* include::a[]".split(
    " ",
  ),
  // Comments of programs and what is in them
  ..."// /// /* /** */ # #! -- {- -} ; \" ' \"\"\" ''' ` ${ }` @param @code {@link {@code {@link\u00a0Foo} `{@link\u00a0Foo} <c> <code>".split(
    " ",
  ),
  ...'=begin =end <# #> <<X X r#" @" \\a{ [[A :param TODO eslint-disable #region Args: Returns: >>> #include'.split(
    " ",
  ),
  // Notebooks
  ...['{"cells":[', '{"cell_type":"markdown","source":["a', '"]}', "]}", '\\n",', '"a\\u0041', '"b\\ud83d\\ude00'],
  // Commits
  ...["Signed-off-by: a", "# Please", "\ndiff --git a b\n", "Fixes #1"],
  ...["<!-- cloze-disable -->", "cloze-disable-next-line", "cloze-enable"],
].map((part) => part.replaceAll("\u00a0", " "));

/** Around a document of its format, so that its own reader goes deep. */
const FRAMES: Readonly<Partial<Record<Format, readonly [string, string]>>> = {
  notebook: ['{"cells":[{"cell_type":"markdown","source":', "}]}"],
  latex: ["\\begin{document}\n", "\n\\end{document}"],
  html: ["<body><p>", "</p></body>"],
  python: ['"""', '"""\n'],
};

/** A document of words and markup in no order that anyone would write, up to some hundred parts. */
export function drawDocument(random: Random, format: Format): string {
  const share = random.oneOf([0.1, 0.3, 0.7]);
  // Few parts that come again and again nest and close each other more often than many.
  const markup = random.chance(0.5) ? random.many(1, 6, () => random.oneOf(MARKUP)) : MARKUP;
  const glue = random.oneOf(["", "", " ", "\n"]);
  const parts = random.many(1, random.oneOf([6, 30, 120]), () => random.oneOf(random.chance(share) ? markup : PROSE));
  const text = parts.join(glue);
  if (random.chance(0.5)) return text;
  const [before, after] = FRAMES[format] ?? ["/** ", " */\n// "];
  return before + (format === "notebook" ? JSON.stringify(text) : text) + after;
}

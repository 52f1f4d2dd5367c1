import assert from "node:assert/strict";
import { CODE_LANGUAGES, type CodeLanguage } from "../../../../src/text/formats/comments/codeLanguages";
import { checkBlocks } from "../../checkBlocks";

interface Case {
  readonly name: string;
  readonly language: CodeLanguage;
  readonly text: string;
  readonly blocks: readonly string[];
}

/** Comments as they occur in any language. */
const CONTENT: readonly Case[] = [
  { name: "nothing", language: "c", text: "", blocks: [] },
  { name: "code alone", language: "c", text: 'int a = 1;\nchar *b = "// no";\n', blocks: [] },
  {
    name: "lines below each other are one text",
    language: "c",
    text: "// One\n// two.\n\n// Three.\n    // Four.\n    /// Five.\n",
    blocks: ["One two.", "Three.", "Four.", "Five."],
  },
  {
    name: "directives hold strings and comments as code does",
    language: "cpp",
    text: '#define A "https://b" // one\n  # define C \'"\' /* two\nthree */\n',
    blocks: ["one", "two three"],
  },
  {
    name: "heredocs are strings, whatever follows their name",
    language: "ruby",
    text: "a <<-ONE, 1 # one\n  # no #{no}\n  ONE\nb <<~'TWO'\n# no\nTWO\n# two\nc << D # three\n",
    blocks: ["one", "two", "three"],
  },
  {
    name: "heredocs are strings",
    language: "php",
    text: '<?php\n$a = <<<ONE\n// no\n  ONE; // one\n$b = <<<"TWO"\n# no\nTWO;\n# two\n',
    blocks: ["one", "two"],
  },
  {
    name: "comments behind code are separate",
    language: "c",
    text: "int a; // one\nint b; // two\n// three\n",
    blocks: ["one", "two", "three"],
  },
  {
    name: "CRLF",
    language: "cpp",
    text: "// One\r\n// two.\r\n/* Three\r\n * four. */\r\n",
    blocks: ["One two.", "Three four."],
  },
  {
    name: "stars, frames and rulers",
    language: "c",
    text: "/*******\n * One *\n *******/\n//----\n// Two\n//====\n// three\n",
    blocks: ["One", "Two", "three"],
  },
  { name: "a comment without end", language: "java", text: "/* One\n * two", blocks: ["One two"] },
  { name: "an empty comment", language: "java", text: "/**/ /***/ // \n", blocks: [] },
  {
    name: "Markdown",
    language: "typescript",
    text: "/**\n * Reads `one` and *two*:\n * - three\n *   four\n *\n * ```ts\n * read(1);\n * ```\n */\n",
    blocks: ["Reads code and two:", "three four"],
  },
  {
    name: "indented code",
    language: "go",
    text: "// Reads.\n//\n//\tread(1)\n//   - One.\npackage a\n",
    blocks: ["Reads.", "One."],
  },
  {
    name: "tags, with names and types",
    language: "javascript",
    text: "/**\n * Adds.\n * @param {number} a - The one.\n * @param [b=1] the other\n * @returns {number} The sum.\n */\n",
    blocks: ["Adds.", "The one.", "the other", "The sum."],
  },
  {
    name: "tags without sentences",
    language: "javascript",
    text: "/**\n * Adds.\n * @example\n * add(1, 2);\n * @see {@link other}\n * @throws Error when it rains.\n */\n",
    blocks: ["Adds.", "when it rains."],
  },
  {
    name: "references are a word",
    language: "java",
    text: "/** Like {@link Other#read}, but not {@code null}. */",
    blocks: ["Like code, but not code."],
  },
  {
    name: "a reference behind a backtick that nothing closes",
    language: "typescript",
    text: "/** Like `{@link Other} it is. A ` and {@link One} `two. */",
    blocks: ["Like code and code `two."],
  },
  {
    name: "a reference behind the only backtick",
    language: "typescript",
    text: "// `{@link Foo} is a thing.\n",
    blocks: ["`code is a thing."],
  },
  {
    name: "HTML",
    language: "java",
    text: "/**\n * One.\n * <p>\n * Two.\n * <p>Three <b>four</b>.\n * <ul>\n *   <li>Five.</li>\n * </ul>\n */\n",
    blocks: ["One.", "Two.", "Three four.", "Five."],
  },
  {
    name: "a thrown error in braces has no name behind it",
    language: "typescript",
    text: "/** @throws {Error} when it rains. */",
    blocks: ["when it rains."],
  },
  {
    name: "text behind such a tag and a blank line",
    language: "javascript",
    text: "/**\n * @license MIT\n * of somebody\n *\n * One.\n * @example\n * two();\n *\n * three();\n */\n",
    blocks: ["One."],
  },
  {
    name: "an ellipsis does not begin a session, nor the name of a tool a directive",
    language: "python",
    text: "# ... or it\n# goes on.\n\n# eslint on every file,\n# region of the image.\n",
    blocks: ["... or it goes on.", "eslint on every file, region of the image."],
  },
  {
    name: "instructions to tools",
    language: "typescript",
    text: "// eslint-disable-next-line no-console\n// TODO: read it.\n// @ts-expect-error no types\n// prettier-ignore\n",
    blocks: ["TODO: read it."],
  },
];

/** The comments of each language, and its code that looks like one. */
const LANGUAGES: readonly Omit<Case, "name">[] = [
  {
    language: "c",
    text: '/** \\brief One.\n *  @param a  Two.\n */\nchar *s = "/* no */"; // three',
    blocks: ["One.", "Two.", "three"],
  },
  { language: "cpp", text: 'auto s = R"(// no)"; // one\n//! Two.', blocks: ["one", "Two."] },
  {
    language: "csharp",
    text: '/// <summary>\n/// One.\n/// </summary>\n/// <param name="a">Two.</param>\nvar s = @"\\"; // three',
    blocks: ["One.", "Two.", "three"],
  },
  { language: "css", text: 'a { content: "/* no */" } /* one */\n', blocks: ["one"] },
  { language: "dart", text: "/// One [a].\nvar s = '// no';", blocks: ["One [a]."] },
  { language: "dockerfile", text: '# One.\nFROM debian\nRUN echo "# no"', blocks: ["One."] },
  { language: "go", text: "var s = `// no` // one\n/* two */", blocks: ["one", "two"] },
  { language: "groovy", text: "def s = '// no' // one", blocks: ["one"] },
  { language: "haskell", text: "-- | One.\n{- Two\n   three. -}\nmain = return ()", blocks: ["One.", "Two three."] },
  { language: "java", text: 'String s = "// no"; // one', blocks: ["one"] },
  { language: "javascript", text: "let s = `// no ${1 /* one */}`, r = /\\/\\/ no/; // two", blocks: ["one", "two"] },
  { language: "javascriptreact", text: "let a = <b title='// no'>{/* one */}</b>;", blocks: ["one"] },
  { language: "julia", text: '#= One\ntwo. =#\ns = "# no" # three', blocks: ["One two.", "three"] },
  { language: "kotlin", text: 'val s = "// no" // one\n/* two */', blocks: ["one", "two"] },
  { language: "less", text: "// one\n/* two */\na { b: url(//no) }", blocks: ["one", "two"] },
  { language: "lua", text: '--[==[ One ]]\ntwo. ]==]\nlocal s = "-- no" -- three', blocks: ["One ]] two.", "three"] },
  { language: "objective-c", text: '#import <a.h>\nNSString *s = @"// no"; // one', blocks: ["one"] },
  { language: "objective-cpp", text: "/* one */", blocks: ["one"] },
  {
    language: "php",
    text: '<?php\n/** One. */\n# Two.\n// three\n$s = "# no"; #[Attribute]\n',
    blocks: ["One.", "Two.", "three"],
  },
  { language: "powershell", text: '<#\n.SYNOPSIS\nOne.\n#>\n$s = "# no" # two', blocks: ["One.", "two"] },
  {
    language: "python",
    text: '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nr"""One.\n\n>>> two()\n3\n"""\nclass A:  # four\n    \'\'\'Five.\'\'\'\n    s = """no"""\n',
    blocks: ["One.", "four", "Five."],
  },
  {
    language: "python",
    text: 'def f(a):\n    """\n    One.\n\n    :param a: Two.\n    :returns: A :class:`B`.\n\n    .. note:: Three.\n    """\n',
    blocks: ["One.", "Two.", "A code.", "Three."],
  },
  {
    language: "python",
    text: 'def f(a):\n    """One.\n\n    Args:\n        a (int): Two\n            three.\n        *b: Four.\n    """\n',
    blocks: ["One.", "Args:", "Two three.", "Four."],
  },
  {
    language: "python",
    text: 'def f(a):\n    """One.\n\n    Parameters\n    ----------\n    a : int\n        Two.\n    """\n',
    blocks: ["One.", "Parameters", "Two."],
  },
  { language: "r", text: "#' One.\ns <- '# no' # two", blocks: ["One.", "two"] },
  {
    language: "ruby",
    text: '=begin\nOne.\n=end\n# @param name [String] Two.\n# @return [Integer] three\ns = "#{name} # no"',
    blocks: ["One.", "Two.", "three"],
  },
  {
    language: "rust",
    text: "//! One.\n/// Two.\n///\n/// # Errors\nfn f<'a>() -> char { '\"' } // it's three",
    blocks: ["One.", "Two.", "Errors", "it's three"],
  },
  { language: "scala", text: 'val s = """// no""" // one', blocks: ["one"] },
  { language: "scss", text: "// one\n$a: 'no // no'; /* two */", blocks: ["one", "two"] },
  {
    language: "shellscript",
    text: "#!/bin/bash\n# One.\necho '# no' ${#no} # two\ncat <<X\n# no\nX\n",
    blocks: ["One.", "two"],
  },
  { language: "sql", text: "-- One.\nSELECT '-- no'; /* two */", blocks: ["One.", "two"] },
  { language: "swift", text: '/// One.\nlet s = "// no" // two', blocks: ["One.", "two"] },
  { language: "typescript", text: "type A = `${string}//no`; // one", blocks: ["one"] },
  { language: "typescriptreact", text: "const a: A = <b />; /* one */", blocks: ["one"] },
  { language: "vb", text: "Dim s = \"' no\" ' one", blocks: ["one"] },
];

describe("extractProse of programs", () => {
  const cases = [...CONTENT, ...LANGUAGES.map((each) => ({ ...each, name: each.blocks.join(" ") }))];
  for (const { name, language, text, blocks } of cases) {
    it(`${language}: ${name}`, () => checkBlocks(text, language, blocks));
  }

  it("has comments of every language above", () => {
    assert.deepEqual([...new Set(LANGUAGES.map(({ language }) => language))], CODE_LANGUAGES);
  });
});

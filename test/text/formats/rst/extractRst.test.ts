import { checkBlocks } from "../../checkBlocks";

/** docutils 0.19 reads all cases the same way, apart from what a case says and references to targets elsewhere. */
describe("extractProse of reStructuredText", () => {
  for (const { name, text, blocks } of [
    { name: "nothing", text: "", blocks: [] },
    { name: "paragraphs", text: "One\ntwo.\n\nThree.\n", blocks: ["One two.", "Three."] },
    { name: "CRLF and a byte order mark", text: "\ufeffOne\r\ntwo.\r\n\r\nThree.", blocks: ["One two.", "Three."] },
    {
      name: "titles",
      text: "=====\nTitle\n=====\n\nPart\n----\n\nA\n=\n\n------\n\nOne.",
      blocks: ["Title", "Part", "A", "One."],
    },
    { name: "a line of signs alone", text: "One.\n\n----\n\nTwo.", blocks: ["One.", "Two."] },
    {
      name: "lists",
      text: "- One\n  two.\n- Three.\n\n1. Four.\n#. Five.\n\n   Six.\n\n(a) Seven.\n",
      blocks: ["One two.", "Three.", "Four.", "Five.", "Six.", "Seven."],
    },
    {
      name: "lists in lists, and empty items",
      text: "* - One\n  - Two\n  -\n* Three",
      blocks: ["One", "Two", "Three"],
    },
    { name: "an initial is not a mark", text: "A. Turing wrote\nit.", blocks: ["A. Turing wrote it."] },
    { name: "a dash within a paragraph", text: "One\n- two", blocks: ["One - two"] },
    {
      name: "terms, their classes and their definitions",
      text: "term : kind\n   What it means.\n\nOther\n   Another\n   meaning.",
      blocks: ["term", "What it means.", "Other", "Another meaning."],
    },
    {
      name: "fields",
      text: ":Author: Ann\n:param int x: How many\n   there are.\n:empty:\n",
      blocks: ["Ann", "How many there are."],
    },
    { name: "options", text: "-a, --all FILE  Take all.\n/x  Stop.", blocks: ["Take all.", "Stop."] },
    { name: "kept lines", text: "| One\n| two\n  more\n|\n| three", blocks: ["One", "two more", "three"] },
    { name: "quotes", text: "One.\n\n   Two.\n\n   -- Ann", blocks: ["One.", "Two.", "Ann"] },
    { name: "literal text", text: "As in::\n\n  code\n\n  code\n\nBehind it.", blocks: ["As in:", "Behind it."] },
    { name: "literal text below a space, or alone", text: "As in ::\n\n  code\n\n::\n\n  code", blocks: ["As in"] },
    {
      name: "literal text in quotes",
      text: "As in::\n\n> code\n> code\n\nBehind it.",
      blocks: ["As in:", "Behind it."],
    },
    {
      name: "literal text of an item",
      text: "- As in::\n\n    code\n\n  Behind it.",
      blocks: ["As in:", "Behind it."],
    },
    { name: "a session", text: "One.\n\n>>> 1 + 1\n2\n\nTwo.", blocks: ["One.", "Two."] },
    { name: "comments", text: ".. One\n   two\n\n   three\n\nFour.\n\n..\n\n   Five.", blocks: ["Four.", "Five."] },
    {
      name: "targets, footnotes and substitutions",
      text: ".. _here:\n\n.. _there: http://a.b\n__ http://c.d\n.. |x| replace:: one\n\n.. [1] A note\n   of two lines.\n.. [2]\n   Another.",
      blocks: ["A note of two lines.", "Another."],
    },
    {
      name: "notes",
      text: ".. note:: Be quick\n   and good.\n\n   More.\n\n.. warning::\n\n   Danger.\n\n.. tip::\n   Right below.",
      blocks: ["Be quick and good.", "More.", "Danger.", "Right below."],
    },
    {
      name: "literal text in a note",
      text: ".. note:: As in::\n\n      code\n\n   Behind it.",
      blocks: ["As in:", "Behind it."],
    },
    {
      name: "versions",
      text: ".. versionadded:: 3.8\n\n.. versionchanged:: 3.9 It is\n   faster.\n\n.. deprecated:: 1.0\n   Use another.",
      blocks: ["It is faster.", "Use another."],
    },
    {
      name: "code, images and the like",
      text: ".. code-block:: python\n   :linenos:\n\n   x = 1\n\n.. image:: a.png\n   :alt: One\n\n.. toctree::\n   :maxdepth: 2\n\n   a\n   b\n\nOne.",
      blocks: ["One."],
    },
    {
      name: "a description of a program",
      text: ".. function:: f(a,\n              b)\n   :module: m\n\n   Returns one.\n\n   :param a: What it is.\n\n.. cpp:class:: a\n\n   Two.\n\n.. autofunction:: b\n\n   Three.",
      blocks: ["Returns one.", "What it is.", "Two.", "Three."],
    },
    {
      name: "an unknown directive",
      text: ".. code-tab:: py\n\n   not = 1\n\n.. mermaid-2:: a\n   :b: c\n\n   not\n\n     not\n\nOne.\n\n- Two.\n\n  .. drawing::\n     not\n\n  Three.",
      blocks: ["One.", "Two.", "Three."],
    },
    {
      name: "tabs and cards",
      text: ".. tabs::\n\n   .. code-tab:: py\n\n      not\n\n   .. tab:: not\n\n      One.\n\n      .. code-cell:: c\n\n         not\n\n      Two.\n\n.. dropdown:: Three\n   :open:\n\n   Four.",
      blocks: ["One.", "Two.", "Three", "Four."],
    },
    {
      name: "a directive in capitals",
      text: ".. Note:: One.\n.. WARNING::\n   Two.\n.. Code-Block:: c\n\n   not",
      blocks: ["One.", "Two."],
    },
    {
      name: "quotes, conditions and notes of one's own",
      text: ".. epigraph::\n\n   One.\n\n.. only:: html\n\n   Two.\n\n.. user-note::\n\n   Three.\n\n.. class:: big\n\n   Four.",
      blocks: ["One.", "Two.", "Three.", "Four."],
    },
    {
      name: "a caption",
      text: ".. figure:: a.png\n   :width: 3\n\n   One.\n\n   Two.",
      blocks: ["One.", "Two."],
    },
    {
      name: "a table of lists",
      text: ".. list-table:: Title\n   :widths: 1 2\n\n   * - One\n     - Two\n   * - Three\n     -\n",
      blocks: ["Title", "One", "Two", "Three"],
    },
    {
      name: "a table with sides",
      text: "+-----+---------+\n| One | Two     |\n+=====+=========+\n| 3   | Three   |\n|     | lines   |\n|     |         |\n|     | - long. |\n+-----+---------+",
      blocks: ["One", "Two", "3", "Three lines", "long."],
    },
    {
      name: "of several cells with several lines in a row, only the longest is read, unlike in docutils",
      text: "+---+-----+\n| a | One |\n| b | two |\n+---+-----+\n| Of both columns |\n+---+-----+",
      blocks: ["One two"],
    },
    {
      name: "a table without sides",
      text: "  ===  =====\n  One  Two\n  ===  =====\n  3    Three\n       lines\n\n  4    Four\n  ===  =====\n\nBehind it.",
      blocks: ["One", "Two", "3", "Three lines", "4", "Four", "Behind it."],
    },
    { name: "emphasis", text: "*One* **two words** and 2 * 3 * 4.", blocks: ["One two words and 2 * 3 * 4."] },
    { name: "code", text: "Run ``npm  ci`` or `run`, ``a`b``.", blocks: ["Run code or code, code."] },
    { name: "several words in backquotes", text: "See `The Book` now.", blocks: ["See The Book now."] },
    {
      name: "roles",
      text: "See :ref:`here`, :doc:`The guide <a/b>`, :func:`f`, :term:`a word`, :math:`x^2`, `f`:code: and *x*:sup:`2`.",
      blocks: ["See link, The guide, code, a word, x, code and x2."],
    },
    {
      name: "links",
      text: "Read `the\nguide <http://a.b>`_, `this one`_, that_, it__, `<http://a.b>`_ or http://c.d/e.",
      blocks: ["Read the guide, this one, that, it, link or link."],
    },
    { name: "footnotes", text: "It is so [1]_ [#a]_. And so [*]_.", blocks: ["It is so. And so."] },
    { name: "substitutions", text: "Of |project|_ here, a | b | c.", blocks: ["Of code here, a | b | c."] },
    {
      name: "names with underscores",
      text: "snake_case_ and __init__ and _x.",
      blocks: ["snake_case and __init__ and _x."],
    },
    { name: "escapes", text: "\\*One\\* re\\ *start*\\ ed \\\\ *a\\*b*.", blocks: ["*One* restarted \\ a*b."] },
    { name: "markup without an end", text: "*One ``two `three |four", blocks: ["*One ``two `three |four"] },
  ]) {
    it(name, () => checkBlocks(text, "rst", blocks));
  }
});

import { checkBlocks } from "../../checkBlocks";

/** Asciidoctor 2.0 reads all cases the same way, apart from what it draws itself and names that nothing here defines. */
describe("extractProse of AsciiDoc", () => {
  for (const { name, text, blocks } of [
    { name: "nothing", text: "", blocks: [] },
    { name: "paragraphs", text: "One\ntwo.\n\nThree +\nfour.\n", blocks: ["One two.", "Three four."] },
    { name: "CRLF and a byte order mark", text: "\ufeffOne\r\ntwo.\r\n\r\nThree.", blocks: ["One two.", "Three."] },
    {
      name: "a header",
      text: "// c\n:a: b\n= Title\nAnn <a@b.c>\nv1.0, 2026-01-01\n:toc:\n:long: a \\\n  b\n\nOne.",
      blocks: ["Title", "One."],
    },
    {
      name: "titles",
      text: "== One\n\n=== Two ===\n\nThree\n-----\n\n.Four\nFive.\n\n## Six",
      blocks: ["One", "Two", "Three", "Four", "Five.", "Six"],
    },
    {
      name: "lists",
      text: "* One\n  two\n** Three\n- [x] Four\n. Five\n.. Six\n1. Seven\na. Eight\n\n<1> Nine",
      blocks: ["One two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"],
    },
    {
      name: "blocks that belong to an item",
      text: "* One\n+\nTwo.\n+\n----\ncode\n----\n+\n--\nThree.\n--\n* Four",
      blocks: ["One", "Two.", "Three.", "Four"],
    },
    {
      name: "terms",
      text: "One:: Two\nThree::\n  Four\n  five.\nSix::\n\n  Seven.\n`a`;; Eight",
      blocks: ["One", "Two", "Three", "Four five.", "Six", "Seven.", "Eight"],
    },
    { name: "indented text is literal", text: "One.\n\n  code\n  code\n\nTwo.", blocks: ["One.", "Two."] },
    {
      name: "notes",
      text: "NOTE: One.\n\n[TIP]\n====\nTwo.\n====\n\n[WARNING]\nThree.",
      blocks: ["One.", "Two.", "Three."],
    },
    {
      name: "code and the like",
      text: "[source,ruby]\n----\ncode\n\n====\n----\n\n....\ncode\n....\n\n++++\ncode\n++++\n\n```js\ncode\n```\n\n////\ncode\n////\n\nOne.",
      blocks: ["One."],
    },
    {
      name: "paragraphs of code",
      text: "[source]\ncode\ncode\n\n[stem]\n++++\nx\n++++\n\n[listing]\n====\ncode\n====\n\nOne.",
      blocks: ["One."],
    },
    {
      name: "quotes, sidebars and examples",
      text: "[quote, Ann]\n____\nOne.\n____\n\n****\nTwo.\n****\n\n====\nThree.\n====",
      blocks: ["One.", "Two.", "Three."],
    },
    {
      name: "instructions to the processor",
      text: "include::a.adoc[]\nifdef::x[]\nOne.\nendif::[]\nimage::a.png[One]\n// c\n\n'''\n\n<<<\n\n[[here]]\nTwo.",
      blocks: ["One.", "Two."],
    },
    {
      name: "conditions in one line",
      text: "ifdef::a[One.]\n\nifdef::a[:c: d]\nifndef::a,b[* Two]\n* Three\n\nFour\nifdef::a+b[five]\nsix.\n\nifdef::a[Seven [7\\].]",
      blocks: ["One.", "Two", "Three", "Four five six.", "Seven [7\\]."],
    },
    {
      name: "a paragraph around conditions",
      text: 'One\r\nifdef::a[]\r\ntwo\r\nendif::a[]\r\nifeval::["{a}" == "[b]"]\r\nthree.\r\nendif::[]',
      blocks: ["One two three."],
    },
    { name: "an escaped condition is code's business", text: "\\ifdef::a[]\n\nOne.", blocks: ["\\ifdef::a[]", "One."] },
    {
      name: "drawings",
      text: "[d2,format=svg]\n--\nnot -> not\n--\n\n[nomnoml]\nnot\n\n[d2-like]\nOne.",
      blocks: ["One."],
    },
    { name: "comments within a paragraph", text: "One\n// c\ntwo.", blocks: ["One two."] },
    {
      name: "tables",
      text: '[cols="1,2"]\n|===\n|One |Two\n\n2+|Three\nfour\na|Five\n.2+^s|Six\n|===\n\nBehind it.',
      blocks: ["One", "Two", "Three four", "Five", "Six", "Behind it."],
    },
    {
      name: "cells that are documents",
      text: "|===\n|One |Two\n\na|Three:\n\n* Four\n  five\n* Six\n\n----\nnot\n----\n|Seven.\n\na|\nNOTE: Eight.\n\n  not\n|* Nine\n|===\n\nTen.",
      blocks: ["One", "Two", "Three:", "Four five", "Six", "Seven.", "Eight.", "* Nine", "Ten."],
    },
    {
      name: "columns of documents and of code",
      text: '[%header,cols="1m,.^2a"]\n|===\n|Zero\n|One\n|not\n|- Two\n- Three\n2+|not\n.2+|not |Four |. Five\n|===',
      blocks: ["Zero", "One", "Two", "Three", "Four", "Five"],
    },
    {
      name: "a table in a cell",
      text: '[cols="a,1"]\n|===\n|One\n\n!===\n!Two !Three\n!===\n\nFour |Five\nl|not\n|===',
      blocks: ["One", "Two", "Three", "Four", "Five"],
    },
    {
      name: "another separator, and an escaped one",
      text: "[separator=¦]\n|===\n¦One | two ¦Three\n|===\n\n|===\n|Four \\| five\n|===",
      blocks: ["One | two", "Three", "Four | five"],
    },
    {
      name: "a heading of a column of code",
      text: '[cols="2*m"]\n|===\n|One |Two\n\n|not |not\n|===',
      blocks: ["One", "Two"],
    },
    { name: "a table that nothing closes", text: "|===\na|One\n\n* Two", blocks: ["One", "Two"] },
    {
      name: "emphasis",
      text: "*One* _two_ **th**ree [.x]#four# 2 * 3 * 4 a_b_c.",
      blocks: ["One two three four 2 * 3 * 4 a_b_c."],
    },
    { name: "markup in markup", text: "*One _two_ `three`*", blocks: ["One two code"] },
    { name: "code in a sentence", text: "Run `npm ci`, ``a``b or `+c+`.", blocks: ["Run code, codeb or code."] },
    { name: "quotation marks", text: "\"`One`\" and '`two`'.", blocks: ["\"One\" and 'two'."] },
    {
      name: "links",
      text: "See https://a.b[the _page_^], link:a.html[this,window=_blank], link:a[], https://c.d, <https://e.f>, {url}[that].",
      blocks: ["See the page, this, link, link, link, that."],
    },
    {
      name: "references",
      text: "See <<here>>, <<there,that part>> and xref:a.adoc#b[it].",
      blocks: ["See link, that part and it."],
    },
    {
      name: "macros",
      text: "Press kbd:[Ctrl+C]footnote:[A note.], see linkgit:git-log[1], image:a.png[] and stem:[x^2].",
      blocks: ["Press code, see code, and x."],
    },
    { name: "indices and anchors", text: "[[a]]One ((two)) three(((four, five))).", blocks: ["One two three."] },
    { name: "attributes", text: "{project} v{version}{empty} is{nbsp}C{plus}{plus}.", blocks: ["code v is C++."] },
    { name: "references to characters", text: "One &amp; two&#8217;s.", blocks: ["One & two’s."] },
    {
      name: "passthroughs",
      text: "+*One*+ and +++<u>+++two+++</u>+++ and pass:[*three*].",
      blocks: ["*One* and two and *three*."],
    },
    { name: "backslashes", text: "\\*One* \\{two} \\http://a.b", blocks: ["*One* {two} http://a.b"] },
    { name: "markup without an end", text: "*One _two `three <<four", blocks: ["*One _two `three <<four"] },
    {
      name: "the old syntax, behind a title of two lines",
      text: "Title\n=====\n\n'One' +two+ ``three''.\n\n`four' it is.\n\nThat is `five`'s.",
      blocks: ["Title", 'One code "three".', "'four' it is.", "That is code's."],
    },
  ]) {
    it(name, () => checkBlocks(text, "asciidoc", blocks));
  }
});

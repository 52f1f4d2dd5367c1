import { checkBlocks } from "../../checkBlocks";

describe("extractProse of a commit message", () => {
  for (const { name, text, blocks } of [
    { name: "the message", text: "One\n\nTwo\nthree.\n", blocks: ["One", "Two three."] },
    { name: "without Git's remarks", text: "One\n# On branch main\n#\ta.ts\n\n#2 is two", blocks: ["One"] },
    {
      name: "without the changes",
      text: "One #2\n# ------------------------ >8 ------------------------\n# Do not touch\n+two\n",
      blocks: ["One #2"],
    },
    {
      name: "behind another mark, where Git's own line shows it",
      text: "One\n\n#2 is two\n; Please enter the commit message for your changes.\n; Three\n",
      blocks: ["One", "#2 is two"],
    },
    {
      name: "a scissors line with another mark",
      text: "One\n\n# Two\n; ------------------------ >8 ------------------------\n+three",
      blocks: ["One", "# Two"],
    },
    {
      name: "without trailers",
      text: 'One\n\nTwo.\n\nFixes: 12ab34cd ("a: stop the loop")\nCloses #12, #13\nReported-by: Ann Lee <a@b.c>\n  of the lab\nCo-authored-by: Bo\nChange-Id: I12ab\nLink: https://a.b/c\n(cherry picked from commit 12ab34cd)\n# On branch main\n',
      blocks: ["One", "Two."],
    },
    {
      name: "without trailers, CRLF",
      text: "One\r\n\r\nTwo.\r\nSigned-off-by: Ann\r\n\r\nThree.\r\n",
      blocks: ["One", "Two.", "Three."],
    },
    {
      name: "prose that looks like a trailer",
      text: "Fixes: #1\n\nNote: it fails.\n\nFixes: it no longer fails.\n\nFollow-up: clean the rest up.\n\nSee #12 for the reason.",
      blocks: [
        "Fixes: #1",
        "Note: it fails.",
        "Fixes: it no longer fails.",
        "Follow-up: clean the rest up.",
        "See #12 for the reason.",
      ],
    },
  ]) {
    it(name, () => checkBlocks(text, "commit", blocks));
  }
});

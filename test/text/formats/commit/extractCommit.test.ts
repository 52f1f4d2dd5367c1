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
  ]) {
    it(name, () => checkBlocks(text, "commit", blocks));
  }
});

import { checkBlocks } from "../../checkBlocks";

describe("extractProse of a message to be committed", () => {
  for (const { name, text, blocks } of [
    { name: "the message", text: "One\n\nTwo\nthree.\n", blocks: ["One", "Two three."] },
    { name: "without what Git says of it", text: "One\n# On branch main\n#\ta.ts\n\n#2 is two", blocks: ["One"] },
    {
      name: "and without the changes",
      text: "One #2\n# ------------------------ >8 ------------------------\n# Do not touch\n+two\n",
      blocks: ["One #2"],
    },
  ]) {
    it(name, () => checkBlocks(text, "commit", blocks));
  }
});

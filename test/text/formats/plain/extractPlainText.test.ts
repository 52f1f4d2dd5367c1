import { checkBlocks } from "../../checkBlocks";

describe("extractProse of plain text", () => {
  for (const { name, text, blocks } of [
    { name: "nothing", text: "", blocks: [] },
    { name: "white space", text: " \n\t\r\n", blocks: [] },
    { name: "blank lines separate paragraphs", text: "One.\n\n \t\nTwo.\n", blocks: ["One.", "Two."] },
    { name: "hard-wrapped lines are joined", text: "One\n  two \nthree", blocks: ["One two three"] },
    { name: "CRLF", text: "One\r\ntwo\r\n\r\nThree\r\n", blocks: ["One two", "Three"] },
    { name: "CR alone", text: "One\rtwo\r\rThree", blocks: ["One two", "Three"] },
    { name: "markup is text", text: "# *One* `two` &amp;", blocks: ["# *One* `two` &amp;"] },
    { name: "bullets separate items", text: "One:\n- two\n  three\n* four", blocks: ["One:", "two three", "four"] },
    { name: "a dash alone is text", text: "One\n-two\n- \nthree", blocks: ["One -two - three"] },
    {
      name: "addresses are a word",
      text: "See https://a.b/c?d=(e).\nOr (www.f.org).",
      blocks: ["See link). Or (link)."],
    },
    { name: "an address alone is not prose", text: "http://a.b\n\nOne", blocks: ["One"] },
    { name: "a byte order mark", text: "\ufeffOne", blocks: ["One"] },
    { name: "lone surrogates", text: "\ud800One \udc00", blocks: ["\ud800One \udc00"] },
  ]) {
    it(name, () => checkBlocks(text, "plaintext", blocks));
  }
});

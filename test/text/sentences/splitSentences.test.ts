import assert from "node:assert/strict";
import { listSentences } from "../../../src/text/sentences/listSentences";
import { checkPlaces } from "../checkPlaces";

/** Texts with "|" where a sentence ends. */
const CASES = [
  "One. | Two! | Three? | Four",
  "It ends... | It goes… | Or not… quite. | Wait... what?",
  "What?! | No!! | Really.",
  "Use e.g. Firefox, i.e. a browser. | Or cf. Knuth.",
  "Dr. Smith met Mrs. Jones vs. Mr. Brown. | They talked.",
  "See No. 5, Fig. 3, p. 7 and Sec. 4. | No. | It is not.",
  "See vol. IX and ch. V of it. | No. IV is lost. | Read vol. I again. | Wait a sec. | I will come.",
  "The 2nd ed. (2009) is out. | The 3rd ed. (Springer, 2012) is not. | See pp. [5] and refs. [3]. | No. | (He left.)",
  "It takes max. 5 MB, min. $3 or avg. ±2 points. | Set it to the max. | The rest is lost.",
  "It took 5 min. | 3 GB are left. | Wait 10 sec. | 2 MB more.",
  "It is so by Lee et al. (2012), Fox et al. [3] and Roe et al. 2020. | We follow Lee et al. | The rest is new.",
  "Ann Lee (ed.) Birds of the North. | He called (Dr.) Lee.",
  "Turn the dial to MAX. | The pump runs. | Set the lamp to OFF. | Press START. | Go. | Ask the SEN. | The vote is on.",
  "The max. CPU load is 5. | Move to Y. | Wait. | Move to Z. | Stop!",
  "Run test F. | Set the lamp on. | Use input K. | Press the key. | Walk from A to B. | Birds sing.",
  "Ask J. Roe or K. Lee. | It is by A. Roe and B. Lee. | J. A. Roe and R. T. See agree. | I met Ann B. Lee.",
  "It happened on Jan. 5. | It snowed in Jan. | Then it thawed.",
  "Bring bread, milk, etc. | Then go. | Bread etc. is fine.",
  "It costs $3.50. | That is 1.5 times as much.",
  "Version 1.2.3 is out. | Update to v2.0. | Done.",
  "Edit package.json. | Then run index.js. | See example.com.",
  "J. R. R. Tolkien wrote it. | George W. Bush did not.",
  "See Appendix A. | The rest is in Section B. | Choose plan C. | You and I. | We go.",
  "The U.S. Army came. | He lives in the U.S. | The end. | She has a Ph.D. in law.",
  "We meet at 5 p.m. | The bar is open.",
  "“Really?” he said. | “Go!” | She went.",
  'He said "Stop." | Then he left. | (He came back.) | [Later.] | Much later.',
  "Yahoo! is a company. | So is Vue.js, they say.",
  "1. First things first. | 2. Then the second.",
  "a) One thing. | Another.",
  "日本語です。 | 次の文！",
  "Hello. | 🎉 Next one.",
  "No stop at all",
  "Three asterisks*. | Four.",
];

describe("splitSentences", () => {
  for (const marked of CASES) {
    it(marked, () => {
      const text = marked.replaceAll("| ", "");
      const sentences = listSentences(text, "plaintext");
      assert.deepEqual(
        sentences.map((sentence) => sentence.text),
        marked.split(" | "),
      );
      checkPlaces(text, sentences);
    });
  }

  it("leaves out a sentence that is not in the document", () => {
    const text = "One two. `Three`\n`four`. Five six.";
    const sentences = listSentences("`a`! One two.", "markdown");
    assert.deepEqual(
      sentences.map((sentence) => sentence.text),
      ["code!", "One two."],
    );
    checkPlaces(text, listSentences(text, "markdown"));
  });

  it("keeps places across markup", () => {
    const text = "Say **one. Two** words &amp; `code`. Three.";
    const sentences = listSentences(text, "markdown");
    checkPlaces(text, sentences);
    assert.deepEqual(
      sentences.map(({ text: sentence, span }) => [sentence, text.slice(span.start, span.end)]),
      [
        ["Say one.", "Say **one."],
        ["Two words & code.", "Two** words &amp; `code`."],
        ["Three.", "Three."],
      ],
    );
  });

  it("splits a long paragraph as it splits its lines", () => {
    const words = "word ".repeat(1000).trim();
    const part = `${CASES.join(" ").replaceAll("| ", "")}. ${words}. ${words}!`;
    const parts = Array.from({ length: 20 }, () => part);
    const text = parts.join("\n");
    const found = listSentences(text, "plaintext");
    checkPlaces(text, found);
    assert.deepEqual(
      found.map((sentence) => sentence.text),
      parts.flatMap((one) => listSentences(one, "plaintext").map((sentence) => sentence.text)),
    );
  });
});

import assert from "node:assert/strict";
import { getLanguage, speak } from "../../../src/language/speak";
import { nameLabel } from "../../../src/wording/names/nameLabel";

describe("nameLabel", () => {
  const english = getLanguage();
  afterEach(() => speak(english));

  it("names tones in the person's language", () => {
    assert.equal(nameLabel("negative"), "negative");
    speak({ tag: "de", texts: { negative: "negativ" } });
    assert.equal(nameLabel("negative"), "negativ");
  });

  for (const label of ["NEGATIVE", "5 stars", "toString", ""]) {
    it(`leaves “${label}” as the model has it`, () => assert.equal(nameLabel(label), label));
  }
});

import assert from "node:assert/strict";
import * as l10n from "@vscode/l10n";
import { getLanguage, speak } from "../../src/language/speak";
import { formatCounted } from "../../src/wording/formatCounted";
import { formatBytes } from "../../src/wording/numbers/formatBytes";
import { formatCount } from "../../src/wording/numbers/formatCount";
import { formatOdds } from "../../src/wording/numbers/formatOdds";
import { formatPercent } from "../../src/wording/numbers/formatPercent";
import { formatPoints } from "../../src/wording/numbers/formatPoints";
import { formatSimilarity } from "../../src/wording/numbers/formatSimilarity";

const GERMAN = {
  tag: "de",
  texts: { "{0} file": "{0} Datei", "{0} files": "{0} Dateien", "Reads {0}": "Klingt {0}" },
};

describe("speak", () => {
  const english = getLanguage();
  before(() => {
    speak(GERMAN);
  });
  after(() => {
    speak(english);
  });

  for (const { name, say, german } of [
    { name: "a percentage", say: () => formatPercent(0.421), german: "42,1 %" },
    { name: "next to nothing", say: () => formatPercent(0.0001), german: "< 0,1 %" },
    { name: "a count", say: () => formatCount(1_234_567), german: "1.234.567" },
    { name: "one thing", say: () => formatCounted(1, "file"), german: "1 Datei" },
    { name: "several", say: () => formatCounted(1200, "file"), german: "1.200 Dateien" },
    { name: "bytes", say: () => formatBytes(1_200_000), german: "1,2 MB" },
    { name: "points", say: () => formatPoints(-0.0021), german: "−0,2" },
    { name: "log-odds", say: () => formatOdds(0.17), german: "+0,17" },
    { name: "a cosine", say: () => formatSimilarity(0.5), german: "0,500" },
    { name: "a text with a place", say: () => l10n.t("Reads {0}", "{0}"), german: "Klingt {0}" },
    { name: "a text that has no German, in English", say: () => l10n.t("Show Log"), german: "Show Log" },
  ]) {
    it(`says ${name}`, () => {
      assert.equal(say(), german);
    });
  }

  it("says it in English again", () => {
    speak(english);
    assert.deepEqual(
      [formatPercent(0.421), formatCount(1200), formatCounted(2, "file")],
      ["42.1 %", "1,200", "2 files"],
    );
    speak(GERMAN);
  });
});

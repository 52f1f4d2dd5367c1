import * as l10n from "@vscode/l10n";
import type { MarkedWord } from "../../lint/markedWord";
import type { DocumentFinding } from "../../lint/open/documentFinding";
import type { Reason } from "../../lint/reason";
import { drawBar } from "../../wording/drawBar";
import { nameLabel } from "../../wording/names/nameLabel";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { formatPercents } from "../../wording/numbers/formatPercents";
import { COMMANDS } from "../commands";
import { linkCommand, type Markdown, strongWords, writeMarkdown } from "../inertMarkdown";

interface HoverOptions {
  readonly reason: Reason | undefined;
  /** Name of the model that answered. */
  readonly model: string | undefined;
  /** Address of the document. */
  readonly file: string;
}

/** What stands behind a finding: of a sentence its scores, of a word the sentence with the other one. */
export function buildHoverText(finding: DocumentFinding, { reason, model, file }: HoverOptions): Markdown {
  const { rule, score, sentence, word } = finding;
  const why = reason && strongWords((text) => reason.describe({ word: text, percent: formatPercent }));
  const links = word
    ? [
        linkCommand(l10n.t("Leave this word unmarked"), COMMANDS.acceptSentence, [
          { sentence: sentence.text, place: word.place, file },
        ]),
        linkCommand(l10n.t("Never mark this pair…"), COMMANDS.neverPair, [{ rule, pair: word.pair }]),
      ]
    : [
        linkCommand(l10n.t("Leave this sentence unmarked"), COMMANDS.acceptSentence, [
          { sentence: sentence.text, file },
        ]),
      ];
  const inside = linkCommand(l10n.t("See inside"), COMMANDS.showAttention, [
    { file, sentence: sentence.text, start: sentence.span.start },
  ]);
  const turnOff = linkCommand(l10n.t("Turn checks off…"), COMMANDS.toggleTone);
  return writeMarkdown`${word ? writeWord(word, score) : writeAllScores(finding)}${
    why === undefined ? "" : writeMarkdown`${why}\n\n`
  }${model === undefined ? "" : writeMarkdown`${l10n.t("Read by {0}.", model)} `}${[inside, ...links].map((link) => writeMarkdown`${link} · `)}${turnOff}`;
}

/** What the rule goes by, and what the model itself says: by itself, where a doubtful sentence was read several times. */
function writeAllScores({ scores, labels }: Pick<DocumentFinding, "scores" | "labels">): Markdown {
  const joined = writeScores(scores);
  if (labels === undefined) return joined;
  const own = Object.fromEntries(labels.map(({ label, probability }) => [label, probability]));
  return writeMarkdown`${joined}${l10n.t("Read once, by the model’s own labels:")}\n\n${writeScores(own)}`;
}

function writeScores(scores: DocumentFinding["scores"]): Markdown {
  const percents = formatPercents(Object.values(scores));
  const rows = Object.entries(scores).map(
    ([label, score], index) => writeMarkdown`| ${nameLabel(label)} | ${drawBar(score)} | ${percents[index] ?? ""} |\n`,
  );
  return writeMarkdown`| | | |\n|:--|:--|--:|\n${rows}\n`;
}

function writeWord({ mended: [before, meant, after] }: MarkedWord, score: number): Markdown {
  const written = meant.trim();
  const [left = "", right = ""] = written === "" ? [meant] : meant.split(written);
  // In one piece: a text by itself loses the spaces at its ends.
  const sentence = strongWords((word) => `${before}${left}${written === "" ? "" : word(written)}${right}${after}`);
  return writeMarkdown`> ${sentence}\n\n${l10n.t("{0} sure.", formatPercent(score))} `;
}

import * as vscode from "vscode";
import { describeBlanks, joinWords } from "../../blanks/describeChoice";
import { drawBar } from "../../wording/drawBar";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { writeMarkdown } from "../inertMarkdown";
import { buildHover } from "../surface";
import { toRange } from "../toRange";
import { answerBlank, type BlankServices, findBlankAt } from "./blankAnswers";

/** Words that a hover names. */
const HOVER_COUNT = 5;

/** A hover over a blank in prose names its best words. */
export function registerBlankHover(services: BlankServices): vscode.Disposable {
  return vscode.languages.registerHoverProvider("*", {
    async provideHover(document, position, token) {
      const blank = findBlankAt(document, position, ({ start, end }, at) => start <= at && at < end);
      if (blank === undefined) return undefined;
      const answer = await answerBlank(services, document, { blank, top: HOVER_COUNT }, token);
      if (answer === undefined || token.isCancellationRequested) return undefined;
      const { fills } = answer.fills;
      const most = fills[0]?.probability ?? 1;
      const rows = fills.map(
        ({ texts, probability }) =>
          writeMarkdown`| ${drawBar(Math.min(1, probability / most))} | ${formatPercent(probability)} | **${joinWords(texts)}** |\n`,
      );
      const title = describeBlanks(answer.places.length);
      return buildHover([writeMarkdown`${title}\n\n| | | |\n|---|--:|---|\n${rows}`], toRange(document, blank));
    },
  });
}

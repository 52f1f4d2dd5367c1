import type { Reason } from "../../lint/reason";
import { formatPercent } from "../../wording/formatPercent";
import { formatPercents } from "../../wording/formatPercents";
import { COMMANDS } from "../commands";
import { drawBar } from "../drawBar";
import { linkCommand, type Markdown, strongWords, writeMarkdown } from "../inertMarkdown";
import type { DocumentFinding } from "./documentFinding";

interface HoverOptions {
  readonly reason: Reason | undefined;
  /** Name of the model that answered. */
  readonly model: string | undefined;
}

/** The scores of a finding and the words it rests on. */
export function buildHoverText({ scores, sentence }: DocumentFinding, { reason, model }: HoverOptions): Markdown {
  const percents = formatPercents(Object.values(scores));
  const rows = Object.entries(scores).map(
    ([label, score], index) => writeMarkdown`| ${label} | ${drawBar(score)} | ${percents[index] ?? ""} |\n`,
  );
  const why = reason && strongWords((word) => reason.describe({ word, percent: formatPercent }));
  const accept = linkCommand("Leave this sentence unmarked", COMMANDS.acceptSentence, sentence.text);
  const turnOff = linkCommand("Turn tone check off…", COMMANDS.toggleTone);
  return writeMarkdown`| | | |\n|:--|:--|--:|\n${rows}\n${why === undefined ? "" : writeMarkdown`${why}\n\n`}${
    model === undefined ? "" : writeMarkdown`Read by ${model}. `
  }${accept} · ${turnOff}`;
}

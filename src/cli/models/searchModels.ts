import { guessJobs, JOBS } from "../../library/modelJobs";
import { describeJobs } from "../../wording/describeJobs";
import { formatCount } from "../../wording/numbers/formatCount";
import type { CliContext } from "../cliContext";
import { formatTable } from "../print/formatTable";
import { printJson, printLine, printText } from "../print/terminal";

export interface SearchOptions {
  readonly limit: number;
  readonly json?: boolean;
}

/** Runs `cloze model search`: asks the hub for models that Cloze runs. */
export async function searchModels(context: CliContext, words: readonly string[], { limit, json }: SearchOptions): Promise<void> {
  const hub = await context.openHub();
  const found = await hub.search(words.join(" "), limit);
  if (json === true) return printJson(context.output, found);
  if (found.length === 0) return printLine(context.errors, `cloze: ${hub.endpoint} has no BERT of this name whose weights Cloze reads`);
  const rows = found.map(({ repo, architectures, license, languages, downloads, parameters }) => [
    repo,
    describeJobs(guessJobs(architectures), JOBS),
    license ?? "",
    languages.slice(0, 3).join(", ") + (languages.length > 3 ? ", …" : ""),
    parameters === undefined ? "" : formatCount(parameters),
    formatCount(downloads),
  ]);
  const head = ["model", "answers", "licence", "languages", "weights", "fetched in a month"];
  await printText(context.output, formatTable([head, ...rows], ["left", "left", "left", "left", "right", "right"]));
}

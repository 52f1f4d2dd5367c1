import { KNOWN_MODELS } from "../../library/knownModels";
import { JOBS } from "../../library/modelJobs";
import { describeJobs } from "../../wording/describeJobs";
import type { CliContext } from "../cliContext";
import { formatTable } from "../print/formatTable";
import { printJson, printText } from "../print/terminal";

/** Runs `cloze model list --known`. How large a model is, the hub says to `cloze model pull --dry-run`. */
export async function listKnown({ output }: CliContext, isJson: boolean): Promise<void> {
  if (isJson) return printJson(output, KNOWN_MODELS);
  const rows = KNOWN_MODELS.map(({ name, jobs, languages, license, about }) => [
    name,
    describeJobs(jobs, JOBS),
    languages,
    license,
    about,
  ]);
  await printText(output, formatTable([["model", "answers", "languages", "licence", "about"], ...rows]));
}

import type { DownloadPlan } from "../../library/download/planDownload";
import { guessJobs, JOBS } from "../../library/modelJobs";
import { describeJobs } from "../../wording/describeJobs";
import { describeProgress } from "../../wording/describeProgress";
import { formatCounted } from "../../wording/formatCounted";
import { formatBytes } from "../../wording/numbers/formatBytes";
import type { CliContext } from "../cliContext";
import { formatTable } from "../print/formatTable";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine, printText } from "../print/terminal";
import { requireModelName } from "./requireModelName";

export interface PullOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Runs `cloze model pull`: says what would be fetched, and fetches it. An interrupt leaves what came, to go on with. */
export async function pullModel(context: CliContext, written: string, { dryRun, json }: PullOptions): Promise<void> {
  const name = requireModelName(written, await context.library.list());
  const hub = await context.openHub();
  const plan = await hub.plan(name);
  await printText(context.errors, describePlan(plan));
  if (dryRun === true) {
    if (json === true) await printJson(context.output, summarize(plan));
    return;
  }
  const line = new ProgressLine(context.errors);
  const folder = await hub
    .fetch(plan, { onProgress: (progress) => line.show(describeProgress(progress)) })
    .finally(() => line.clear());
  if (json === true) await printJson(context.output, { ...summarize(plan), folder });
  else await printLine(context.output, folder);
}

function summarize({ model, endpoint, repoFolder, bytes, bytesToFetch }: DownloadPlan) {
  const { repo, revision, commit, license, languages, architectures, lack } = model;
  const files = model.files.map((file) => ({ ...file }));
  return { repo, revision, commit, endpoint, license, languages, architectures, lack, repoFolder, bytes, bytesToFetch, files };
}

function describePlan({ model, endpoint, repoFolder, missing, bytesToFetch, bytes }: DownloadPlan): string {
  const { repo, revision, commit, license, languages, architectures, lack } = model;
  const size =
    missing.length === 0 ? `nothing: its ${formatBytes(bytes)} are here` : `${formatBytes(bytesToFetch)} in ${formatCounted(missing.length, "file")}`;
  return formatTable([
    ["model", `${repo}, ${revision === commit ? "" : `${revision}, `}commit ${commit.slice(0, 12)}`],
    ["licence", license ?? "not stated"],
    ...(languages.length === 0 ? [] : [["languages", languages.join(", ")] as const]),
    ["answers", lack === undefined ? describeJobs(guessJobs(architectures), JOBS) : `cannot be used: ${lack}`],
    ["from", endpoint],
    ["to fetch", size],
    ["goes to", repoFolder],
  ]);
}

import { type ModelName, writeModelName } from "../../library/cache/modelName";
import type { HubAccess } from "../../library/download/hubAccess";
import type { DownloadPlan } from "../../library/download/planDownload";
import { guessJobs, JOBS } from "../../library/modelJobs";
import { describeJobs } from "../../wording/describeJobs";
import { describeProgress } from "../../wording/describeProgress";
import { formatBytes } from "../../wording/formatBytes";
import { formatCounted } from "../../wording/formatCounted";
import { confirm, showCancellable } from "../surface";

/**
 * Asks the hub about a model, tells the person what would be fetched, and fetches it if they agree.
 *
 * @returns Its name as the settings have it; `undefined` if the person does not agree.
 * @throws {LibraryError} See `HubAccess`.
 */
export async function fetchModel(hub: HubAccess, name: ModelName): Promise<string | undefined> {
  const written = writeModelName(name);
  const { host } = new URL(hub.endpoint);
  const plan = await showCancellable(`Asking ${host} about ${written}`, (_, token) => hub.plan(name, toSignal(token)));
  const { model } = plan;
  const isAgreed = await confirm(`Fetch ${model.repo} from ${host}?`, describe(plan), "Fetch");
  if (!isAgreed) return undefined;
  await showCancellable(`Fetching ${model.repo}`, (report, token) => {
    let told = 0;
    return hub.fetch(plan, {
      signal: toSignal(token),
      onProgress: (progress) => {
        const part = progress.total === 0 ? 1 : progress.done / progress.total;
        report(describeProgress(progress), part - told);
        told = part;
      },
    });
  });
  return writeModelName({ repo: model.repo, revision: name.revision });
}

/** What is fetched, from where, how large it is and where it goes. */
function describe({
  model,
  endpoint,
  repoFolder,
  missing,
  bytes,
  bytesToFetch,
  room,
}: DownloadPlan): readonly string[] {
  const { architectures, commit, files, languages, license, revision } = model;
  return [
    `${formatBytes(bytesToFetch)} in ${formatCounted(missing.length, "file")}${bytesToFetch < bytes ? ` (of ${formatBytes(bytes)}, the rest is here)` : ""}, from ${endpoint}`,
    `Revision ${revision}, commit ${commit.slice(0, 12)}`,
    `Licence: ${license ?? "not stated"}${languages.length === 0 ? "" : `. Languages: ${languages.join(", ")}`}`,
    `Answers, by what it says of itself: ${describeJobs(guessJobs(architectures, files), JOBS)}`,
    `Goes to ${repoFolder}, which Hugging Face’s own tools share${room === undefined ? "" : `; ${formatBytes(room)} are free there`}`,
  ];
}

function toSignal(token: { onCancellationRequested(listener: () => void): unknown }): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

import * as l10n from "@vscode/l10n";
import { type ModelName, writeModelName } from "../../library/cache/modelName";
import type { HubAccess } from "../../library/download/hubAccess";
import type { DownloadPlan } from "../../library/download/planDownload";
import { guessJobs, JOBS } from "../../library/modelJobs";
import { describeJobs } from "../../wording/describeJobs";
import { describeProgress } from "../../wording/describeProgress";
import { formatCounted } from "../../wording/formatCounted";
import { formatBytes } from "../../wording/numbers/formatBytes";
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
  const plan = await showCancellable(l10n.t("Asking {0} about {1}", host, written), (_, token) =>
    hub.plan(name, toSignal(token)),
  );
  const { model } = plan;
  const isAgreed = await confirm(l10n.t("Fetch {0} from {1}?", model.repo, host), describe(plan), l10n.t("Fetch"));
  if (!isAgreed) return undefined;
  await showCancellable(l10n.t("Fetching {0}", model.repo), (report, token) => {
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
  const [fetched, count] = [formatBytes(bytesToFetch), formatCounted(missing.length, "file")];
  const licence = license ?? l10n.t("not stated");
  return [
    bytesToFetch < bytes
      ? l10n.t("{0} in {1} (of {2}, the rest is here), from {3}", fetched, count, formatBytes(bytes), endpoint)
      : l10n.t("{0} in {1}, from {2}", fetched, count, endpoint),
    l10n.t("Revision {0}, commit {1}", revision, commit.slice(0, 12)),
    languages.length === 0
      ? l10n.t("Licence: {0}", licence)
      : l10n.t("Licence: {0}. Languages: {1}", licence, languages.join(", ")),
    l10n.t("Answers, by what it says of itself: {0}", describeJobs(guessJobs(architectures, files), JOBS)),
    room === undefined
      ? l10n.t("Goes to {0}, which Hugging Face’s own tools share", repoFolder)
      : l10n.t("Goes to {0}, which Hugging Face’s own tools share; {1} are free there", repoFolder, formatBytes(room)),
  ];
}

function toSignal(token: { onCancellationRequested(listener: () => void): unknown }): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

import { checkHubCache } from "../cache/checkHubCache";
import type { ModelName } from "../cache/modelName";
import { askModel, searchModels } from "../hub/hubClient";
import type { HubResult } from "../hub/hubModel";
import { type HubSettings, readHubSettings } from "../hub/hubSettings";
import type { Pace } from "../hub/pace";
import { downloadModel } from "./downloadModel";
import { type DownloadPlan, planDownload } from "./planDownload";
import type { DownloadProgress } from "./progress";

/** Everything that asks the hub. Nothing else in Cloze asks any server. */
export interface HubAccess {
  /** Address of the hub. */
  readonly endpoint: string;
  /** What fetching a model would mean: asks the hub for its facts, fetches no file. */
  plan(name: ModelName, signal?: AbortSignal): Promise<DownloadPlan>;
  /** Models that Cloze runs, those first that are fetched most. */
  search(query: string, most: number, signal?: AbortSignal): Promise<readonly HubResult[]>;
  /** Fetches what the person was told. @returns The model's folder. */
  fetch(plan: DownloadPlan, options?: FetchOptions): Promise<string>;
}

export interface FetchOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

export interface HubAccessOptions {
  /** Absolute folder of the hub's cache. */
  readonly hubCache: string;
  /** Path of the built `src/hashThread.ts`. */
  readonly hashPath: string;
  /** A token of the person's that goes before those of the environment. */
  readonly token?: string | undefined;
  /** Default: as the environment says. */
  readonly settings?: HubSettings;
  readonly pace?: Pace;
}

/** Asks nothing yet. @throws {LibraryError} `bad-endpoint`; `no-access` where what is fetched could not be kept. */
export async function createHubAccess({
  hubCache,
  hashPath,
  token,
  pace,
  ...options
}: HubAccessOptions): Promise<HubAccess> {
  await checkHubCache(hubCache);
  const settings = options.settings ?? (await readHubSettings(token));
  const shared = { settings, ...(pace && { pace }) };
  return {
    endpoint: settings.endpoint,
    plan: async (name, signal) =>
      planDownload(await askModel(name, { ...shared, signal }), settings.endpoint, hubCache),
    search: (query, most, signal) => searchModels(query, most, { ...shared, signal }),
    fetch: (plan, fetchOptions) => downloadModel(plan, { ...shared, hashPath, ...fetchOptions }),
  };
}

import path from "node:path";

const PREFIX = "models--";

/** The folder of a repository in the hub's cache: `models--owner--name`, with blobs, refs and snapshots. */
export function selectRepoFolder(cacheFolder: string, repo: string): string {
  return path.join(cacheFolder, PREFIX + repo.replaceAll("/", "--"));
}

/** The repository of such a folder's name; `undefined` for another folder. */
export function findRepo(folderName: string): string | undefined {
  return folderName.startsWith(PREFIX) ? folderName.slice(PREFIX.length).replaceAll("--", "/") : undefined;
}

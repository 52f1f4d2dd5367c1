/**
 * The name of the model in a folder: the last part of its path, but `owner/name` in the cache of Hugging Face's hub, where
 * the last part is the id of a commit.
 */
export function nameModel(folder: string): string {
  const parts = folder.split(/[\\/]/).filter((part) => part !== "");
  const [repo = "", snapshots] = parts.slice(-3);
  if (snapshots === "snapshots" && repo.startsWith("models--")) return repo.split("--").slice(1).join("/");
  return parts.at(-1) ?? folder;
}

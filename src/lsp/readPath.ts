import path from "node:path";
import { fileURLToPath } from "node:url";

/** The path in an address, with "/": for a file its path, else what stands behind the scheme. */
export function readPath(address: string): string {
  const file = findFile(address);
  if (file !== undefined) return file.split(path.sep).join("/");
  try {
    return decodeURIComponent(address.replace(/^[a-z][a-z\d+.-]*:(?:\/\/[^/]*)?/i, ""));
  } catch {
    return address;
  }
}

/** The absolute path of a file; `undefined` for what is no address of a file. */
export function findFile(address: string): string | undefined {
  try {
    return new URL(address).protocol === "file:" ? fileURLToPath(address) : undefined;
  } catch {
    return undefined;
  }
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { writeWhole } from "../engine/cache/writeWhole";
import type { AcceptedStorage } from "../lint/open/acceptedSentences";

/** For its owner alone, though it holds no text. */
const MODE = 0o600;

/**
 * What was left unmarked in a folder, as a file: VS Code keeps the same in the storage of a workspace.
 *
 * @param folder - The address of the folder; empty for documents outside of any.
 */
export function openAcceptedFile(folder: string): AcceptedStorage {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  const file = path.join(selectStateFolder(), "left-unmarked", `${name}.json`);
  return {
    get: (key) => readAll(file)[key],
    async update(key, value) {
      const text = JSON.stringify({ ...readAll(file), [key]: value });
      await writeWhole(file, (temporary) => writeFile(temporary, text, { mode: MODE }));
    },
  };
}

function readAll(file: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof read === "object" && read !== null ? (read as Readonly<Record<string, unknown>>) : {};
  } catch {
    // There is none yet, or somebody broke it: nothing was left unmarked.
    return {};
  }
}

/** The folder where the operating system wants programs to keep what they remember for a person. */
export function selectStateFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Partial<Record<string, string>>> = process.env,
  home = homedir(),
): string {
  const named = platform === "win32" ? environment["LOCALAPPDATA"] : environment["XDG_STATE_HOME"];
  const isNamed = platform !== "darwin" && named !== undefined && path.isAbsolute(named);
  switch (platform) {
    case "win32":
      return path.join(isNamed ? named : path.join(home, "AppData", "Local"), "cloze", "State");
    case "darwin":
      return path.join(home, "Library", "Application Support", "cloze");
    default:
      return path.join(isNamed ? named : path.join(home, ".local", "state"), "cloze");
  }
}

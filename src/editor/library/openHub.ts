import { createRequire } from "node:module";
import type * as vscode from "vscode";
import { getLanguage, type speak } from "../../language/speak";
import type { createHubAccess, HubAccess } from "../../library/download/hubAccess";
import type { Library } from "../../library/library";

/** The name under which VS Code keeps the person's token in the system's key store. */
export const TOKEN_KEY = "cloze.hubToken";

export interface HubPaths {
  /** Paths of the built `src/hub.ts` and `src/hashThread.ts`. */
  readonly hub: string;
  readonly hash: string;
}

/**
 * Loads what asks the hub; takes some milliseconds, which nobody pays who chooses no model. It asks by the `fetch` of the
 * extension host, which VS Code lets follow its proxy settings.
 */
export async function openHub(paths: HubPaths, library: Library, secrets: vscode.SecretStorage): Promise<HubAccess> {
  const loaded = createRequire(paths.hub)(paths.hub) as {
    readonly createHubAccess: typeof createHubAccess;
    readonly speak: typeof speak;
  };
  // A bundle of its own, which has texts of its own.
  loaded.speak(getLanguage());
  const token = await secrets.get(TOKEN_KEY);
  return loaded.createHubAccess({ hubCache: library.hubCache, hashPath: paths.hash, token });
}

import * as vscode from "vscode";

/** All of Cloze's settings, as a search of the settings editor. */
export const ALL_SETTINGS = "@ext:cloze.cloze";

/**
 * Opens the settings editor. In a remote window it opens the remote machine's settings: the person's own ones do not
 * show settings that belong to a machine, such as the model and the device.
 *
 * @param query - What to search for: the id of a setting, or {@link ALL_SETTINGS}.
 */
export async function openSettings(query: string): Promise<void> {
  const isRemote = vscode.env.remoteName !== undefined;
  await vscode.commands.executeCommand(`workbench.action.${isRemote ? "openRemoteSettings" : "openSettings"}`, {
    query,
  });
}

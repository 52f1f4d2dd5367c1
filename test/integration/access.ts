import assert from "node:assert/strict";
import { format } from "node:util";
import * as vscode from "vscode";
import type { TestAccess } from "../../src/extension";

/** What the running extension gives to tests. */
export async function getAccess(): Promise<TestAccess> {
  const extension = vscode.extensions.getExtension<TestAccess | undefined>("cloze.cloze");
  const access = await extension?.activate();
  assert.ok(access, "the extension gives tests access in VS Code's test mode");
  return access;
}

/** Records what Cloze logs from now on; the caller disposes it. */
export async function recordLog(): Promise<{ readonly text: string; dispose(): void }> {
  const { log } = (await getAccess()).services;
  const levels = ["trace", "debug", "info", "warn", "error"] as const;
  const originals = levels.map((level) => [level, log[level].bind(log)] as const);
  const lines: string[] = [];
  for (const [level, write] of originals) {
    log[level] = (message: string | Error, ...args: unknown[]) => {
      lines.push(`${level} ${format(message, ...args)}`);
      write(String(message), ...args);
    };
  }
  return {
    get text() {
      return lines.join("\n");
    },
    dispose: () => {
      for (const [level, write] of originals) log[level] = write;
    },
  };
}

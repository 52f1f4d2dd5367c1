import assert from "node:assert/strict";
import * as vscode from "vscode";
import { COMMANDS } from "../../src/editor/commands";
import { SETTINGS } from "../../src/editor/settings";
import { getAccess } from "./access";
import { findEngines } from "./findEngines";

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: { readonly properties: Record<string, { readonly scope?: string }> };
  };
}

/** Promise 1 of ARCHITECTURE.md. */
const ACTIVATION_LIMIT_MS = 50;
/** What VS Code itself makes commands of, for each view. */
const VIEW_COMMANDS = ["focus", "open", "removeView", "resetViewLocation", "toggleVisibility"];

describe("activation", () => {
  const extension = vscode.extensions.getExtension("cloze.cloze");
  const { capabilities, contributes } = extension?.packageJSON as Manifest;

  it("registers every feature within its limit, and starts no process", async () => {
    const { activationMs, services } = await getAccess();
    assert.equal(extension?.isActive, true);
    assert.ok(activationMs < ACTIVATION_LIMIT_MS, `${activationMs} ms`);
    assert.equal(services.engine.state.kind, "stopped");
    assert.deepEqual(await findEngines(), []);
  });

  it("registers the commands of package.json and no others", async () => {
    const views = Object.values(contributes.views).flat();
    const ofViews = new Set(views.flatMap(({ id }) => VIEW_COMMANDS.map((name) => `${id}.${name}`)));
    const all = await vscode.commands.getCommands();
    const registered = all.filter((id) => id.startsWith("cloze.") && !ofViews.has(id));
    assert.deepEqual(registered.sort(), contributes.commands.map(({ command }) => command).sort());
    assert.deepEqual(registered, Object.values(COMMANDS).sort());
  });

  it("reads the settings of package.json and no others", () => {
    const declared = Object.keys(contributes.configuration.properties);
    assert.deepEqual(Object.values(SETTINGS).sort(), declared.sort());
  });

  it("takes what runs, where and in which precision from the person's own settings alone", () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const own = Object.entries(contributes.configuration.properties).flatMap(([id, { scope }]) =>
      scope === "machine" ? [id] : [],
    );
    assert.deepEqual(own.sort(), [...restrictedConfigurations].sort());
    assert.ok(own.includes(SETTINGS.precision));
  });
});

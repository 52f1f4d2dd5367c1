import * as vscode from "vscode";
import { COMMANDS } from "../commands";
import type { Services } from "../services";

/** The commands that show the log and restart the engine. */
export function registerEngineCommands({ engine, log }: Services, models: Services["models"]): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.showLog, () => log.show()),
    vscode.commands.registerCommand(COMMANDS.restartEngine, () => {
      engine.restart();
      models.retry();
    }),
  );
}

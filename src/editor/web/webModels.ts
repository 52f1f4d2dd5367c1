import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { EngineClient } from "../../engine/client/engineClient";
import { DEFAULT_MODELS, type Purpose } from "../../library/library";
import type { ModelInfo, Models } from "../services";
import { MODEL_SETTINGS, readModelName } from "../settings";

/** What anything in a browser asks of a model. */
const ASKED: ReadonlySet<Purpose> = new Set<Purpose>(["text", "tone"]);

export interface WebModelsOptions {
  readonly engine: EngineClient;
  /** Folder of the bundled model, as the engine names it. */
  readonly folder: string;
  readonly log: vscode.LogOutputChannel;
}

/**
 * The bundled model, which answers whatever the settings name: a browser reads no folders of models. That is said where a
 * setting names another.
 */
export class WebModels implements Models, vscode.Disposable {
  readonly #options: WebModelsOptions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #infoChanged = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeInfo = this.#infoChanged.event;
  #loaded: Promise<ModelInfo> | undefined;
  #info: ModelInfo | undefined;

  constructor(options: WebModelsOptions) {
    this.#options = options;
  }

  async resolve(): Promise<string> {
    const loaded = (this.#loaded ??= this.#load());
    // A failure of the engine says nothing about the model, so the next request tries again.
    loaded.catch(() => {
      if (this.#loaded === loaded) this.#loaded = undefined;
    });
    return (await loaded).folder;
  }

  isChosen(): boolean {
    return false;
  }

  info(purpose: Purpose): ModelInfo | undefined {
    return ASKED.has(purpose) ? this.#info : undefined;
  }

  failure(purpose: Purpose): string | undefined {
    const id = MODEL_SETTINGS[purpose];
    const name = readModelName(id);
    if (name === "" || name === DEFAULT_MODELS[purpose]) return undefined;
    return l10n.t('the setting {0} names "{1}", and in a browser Cloze has the bundled model alone', id, name);
  }

  retry(): void {
    this.#loaded = undefined;
    this.#changed.fire();
  }

  update(info: ModelInfo): void {
    this.#info = info;
    this.#infoChanged.fire();
  }

  dispose(): void {
    this.#changed.dispose();
    this.#infoChanged.dispose();
  }

  async #load(): Promise<ModelInfo> {
    const { engine, folder, log } = this.#options;
    const started = performance.now();
    const info = await engine.request("load", { model: folder });
    const ms = Math.round(performance.now() - started);
    log.info(`model: ${info.name}, ${info.device}, ${info.precision}, ${info.parameters} weights, ${ms} ms`);
    this.update(info);
    return info;
  }
}

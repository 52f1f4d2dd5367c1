import { homedir } from "node:os";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { EngineClient } from "../../engine/client/engineClient";
import { isEngineTrouble } from "../../engine/client/toErrorCode";
import { EngineError } from "../../engine/protocol/engineError";
import { findModelName } from "../../library/cache/modelName";
import { DEFAULT_MODELS, type Library, type Purpose } from "../../library/library";
import { EditorError } from "../editorError";
import { reportError } from "../reportError";
import type { ModelInfo, Models } from "../services";
import { MODEL_SETTINGS, type ModelSetting, readModelName } from "../settings";

interface Dependencies {
  readonly engine: EngineClient;
  readonly library: Library;
  readonly log: vscode.LogOutputChannel;
}

/** What is said where the model of the settings cannot be used. */
const NOT_USED: Readonly<Record<Purpose, string>> = {
  text: l10n.t("Cloze could not use the text model of the settings"),
  tone: l10n.t("Cloze could not use the tone model of the settings"),
  similar: l10n.t("Cloze could not use the similar model of the settings"),
  answers: l10n.t("Cloze could not use the answers model of the settings"),
  tags: l10n.t("Cloze could not use the tags model of the settings"),
  judgements: l10n.t("Cloze could not use the judgements model of the settings"),
};

/** The state of one purpose. */
interface Choice {
  /** The choice, once it has been asked for. */
  folder?: Promise<string> | undefined;
  /** The last model that loaded. */
  good?: ModelInfo;
  /** Why the model of the settings is not the one that answers. */
  failure?: string | undefined;
}

/** See {@link Models}. Reads nothing until the first `resolve`. */
export class ModelChoice implements Models, vscode.Disposable {
  readonly #dependencies: Dependencies;
  readonly #choices: Record<Purpose, Choice> = {
    text: {},
    tone: {},
    similar: {},
    answers: {},
    tags: {},
    judgements: {},
  };
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #infoChanged = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeInfo = this.#infoChanged.event;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (Object.values(MODEL_SETTINGS).some((id) => event.affectsConfiguration(id))) this.retry();
    });
  }

  isChosen(purpose: Purpose): boolean {
    return readModelName(MODEL_SETTINGS[purpose]) !== "";
  }

  info(purpose: Purpose): ModelInfo | undefined {
    return this.#choices[purpose].good;
  }

  failure(purpose: Purpose): string | undefined {
    return this.#choices[purpose].failure;
  }

  update(info: ModelInfo): void {
    for (const choice of Object.values(this.#choices)) {
      if (choice.good?.folder === info.folder) choice.good = info;
    }
    this.#infoChanged.fire();
  }

  resolve(purpose: Purpose): Promise<string> {
    const choice = this.#choices[purpose];
    if (choice.folder) return choice.folder;
    const folder = this.#choose(purpose, choice);
    choice.folder = folder;
    // A failure of the engine says nothing about the model, so the next request tries again.
    folder.catch(() => {
      if (choice.folder === folder) choice.folder = undefined;
    });
    return folder;
  }

  retry(): void {
    for (const choice of Object.values(this.#choices)) choice.folder = undefined;
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#infoChanged.dispose();
  }

  async #choose(purpose: Purpose, choice: Choice): Promise<string> {
    const before = choice.good;
    try {
      choice.good = await this.#load(purpose, await this.#readFolder(MODEL_SETTINGS[purpose]));
      choice.failure = undefined;
    } catch (error) {
      if (isEngineTrouble(error)) throw error;
      // If it is the last one itself that broke, it answers no more.
      const kept = before && (await this.#isIn(before.folder, MODEL_SETTINGS[purpose])) ? undefined : before;
      choice.good = kept ?? (await this.#load(purpose, DEFAULT_MODELS[purpose]));
      choice.failure = error instanceof Error ? error.message : l10n.t("unknown failure");
      reportError(
        this.#dependencies.log,
        NOT_USED[purpose],
        error,
        l10n.t("{0} answers in its place.", choice.good.name),
      );
    }
    this.#infoChanged.fire();
    if (before && before.folder !== choice.good.folder) this.#unload(before.folder);
    return choice.good.folder;
  }

  /** The folder of the setting, absolute; empty for none. @throws {EditorError} `bad-setting` for a relative folder: relative to what? */
  async #readFolder(id: ModelSetting): Promise<string> {
    const written = readModelName(id);
    const name = expandHome(written);
    if (name === "" || path.isAbsolute(name)) return name;
    const { library } = this.#dependencies;
    const bundled = (await library.list()).map(({ name }) => name);
    // Never by `resolve`, which would take a name for a folder beside whatever the editor was started in.
    if (bundled.includes(name) || findModelName(name) !== undefined) return library.resolveName(name);
    throw new EditorError(
      "bad-setting",
      l10n.t(
        `The setting {0} is "{1}". Write the absolute path of the model's folder, such as "{2}", the name of a bundled model ({3}), or that of a model of the hub, such as "google-bert/bert-base-cased".`,
        id,
        written,
        path.join(homedir(), "models", path.basename(name)),
        bundled.join(", "),
      ),
    );
  }

  /** Whether the setting names this folder. */
  async #isIn(folder: string, id: ModelSetting): Promise<boolean> {
    const named = await this.#readFolder(id)
      .then((name) => this.#dependencies.library.resolve(name))
      .catch(() => undefined);
    return named === folder;
  }

  async #load(purpose: Purpose, name: string): Promise<ModelInfo> {
    const { engine, library, log } = this.#dependencies;
    const model = await library.resolve(name || DEFAULT_MODELS[purpose]);
    const started = performance.now();
    const info = await engine.request("load", { model });
    if (purpose === "tone" && !info.has.classifier) {
      const why = info.lacks?.classifier;
      throw new EngineError(
        "no-readout",
        why === undefined
          ? l10n.t(`model "{0}" has no classifier, expected one for tone.`, model)
          : l10n.t(`model "{0}" has no classifier, expected one for tone: {1}.`, model, why),
      );
    }
    const ms = Math.round(performance.now() - started);
    log.info(`${purpose} model: ${info.name}, ${info.device}, ${info.precision}, ${info.parameters} weights, ${ms} ms`);
    return info;
  }

  #unload(folder: string): void {
    if (Object.values(this.#choices).some(({ good }) => good?.folder === folder)) return;
    // Nobody needs the answer: if this fails, the model only costs memory until the engine ends.
    this.#dependencies.engine.request("unload", { model: folder }).catch(() => undefined);
  }
}

function expandHome(name: string): string {
  return /^~[\\/]/.test(name) ? path.join(homedir(), name.slice(2)) : name;
}

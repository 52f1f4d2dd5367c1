import * as vscode from "vscode";
import type { ProjectFile } from "../../lint/projectFile/projectFile";
import { listRuleRuns, type RuleRun } from "../../lint/ruleRun";
import { RULES } from "../../lint/rules";
import type { RuleSettings } from "../../lint/ruleSetting";
import type { Span } from "../../text/spans/span";
import type { LintState, OffPlace } from "../services";
import { type LintSettings, readLintSettings, SETTINGS } from "../settings";
import type { AcceptedSentences } from "./acceptedSentences";
import type { OffFiles } from "./offFiles";
import type { ProjectFiles } from "./projectFiles";

/** What holds for one file. */
export interface FilePolicy {
  /** The rules that are on; all of them, at their default level, where a check was asked for while they are off. */
  readonly runs: readonly RuleRun[];
  /** Where the check is off; `undefined` while it is on. */
  readonly off: OffPlace | undefined;
  /** Language ids of the documents that are checked. */
  readonly languages: readonly string[];
  /** True for a file that the project file leaves out. */
  readonly isIgnored: boolean;
}

export interface LintPolicyParts {
  readonly accepted: AcceptedSentences;
  readonly offFiles: OffFiles;
  readonly projectFiles: ProjectFiles;
}

/** What is checked, and what is marked: the project file goes before the settings, for each field of each rule. */
export class LintPolicy implements LintState, vscode.Disposable {
  readonly #parts: LintPolicyParts;
  /** By the address of the workspace folder: reading settings takes VS Code a millisecond or more. */
  readonly #settings = new Map<string, LintSettings>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly vscode.Disposable[];
  /** Fires when other rules, languages or files are to be checked; not when a sentence is accepted. */
  readonly onDidChange = this.#changes.event;

  constructor(parts: LintPolicyParts) {
    this.#parts = parts;
    const change = () => {
      this.#settings.clear();
      this.#changes.fire();
    };
    this.#subscriptions = [
      new vscode.Disposable(() => this.#changes.dispose()),
      parts.projectFiles.onDidChange(change),
      new vscode.Disposable(parts.offFiles.onDidChange(change)),
      vscode.workspace.onDidChangeWorkspaceFolders(change),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if ([SETTINGS.rules, SETTINGS.lintLanguages].some((id) => event.affectsConfiguration(id))) change();
      }),
    ];
  }

  /** Resolves when project files have been read: before, the policy is not known. */
  get ready(): Promise<void> {
    return this.#parts.projectFiles.ready;
  }

  /** @param uri - None: what holds outside of any file. @throws {EditorError} `bad-setting` */
  read(uri: vscode.Uri | undefined): FilePolicy {
    const settings = this.#readSettings(uri);
    const project = uri && this.#parts.projectFiles.find(uri);
    const sources = [...(project ? [project.file.rules] : []), ...settings.rules];
    const runs = listRuleRuns(RULES, sources);
    return {
      runs: runs.length > 0 ? runs : listRuleRuns(RULES, sources.map(dropLevels)),
      off: uri && this.#parts.offFiles.has(uri) ? "file" : runs.length > 0 ? undefined : findOffPlace(project?.file),
      languages: project?.file.languages ?? settings.languages,
      isIgnored: project?.path !== undefined && project.file.ignores(project.path),
    };
  }

  /** True for a sentence on which nobody wants a mark. @param place - Of a word in it, on which nobody may want one. */
  accepts(uri: vscode.Uri, sentence: string, place?: Span): boolean {
    const { accepted, projectFiles } = this.#parts;
    return accepted.has(sentence, place) || (projectFiles.find(uri)?.file.accepts(sentence) ?? false);
  }

  findOff(document: vscode.TextDocument | undefined): OffPlace | undefined {
    try {
      return this.read(document?.uri).off;
    } catch {
      // The check itself says what is wrong with a setting.
      return undefined;
    }
  }

  listOff(document: vscode.TextDocument | undefined): readonly string[] {
    try {
      const { runs, off } = this.read(document?.uri);
      const isOn = (id: string) => off === undefined && runs.some(({ rule }) => rule.id === id);
      return RULES.map(({ id }) => id).filter((id) => !isOn(id));
    } catch {
      return [];
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #readSettings(uri: vscode.Uri | undefined): LintSettings {
    const key = (uri && vscode.workspace.getWorkspaceFolder(uri)?.uri.toString()) ?? "";
    const settings = this.#settings.get(key) ?? readLintSettings(uri);
    this.#settings.set(key, settings);
    return settings;
  }
}

function dropLevels(rules: RuleSettings): RuleSettings {
  const kept = Object.entries(rules).map(([id, { severity, never }]) => {
    return [id, { ...(severity && { severity }), ...(never && { never }) }] as const;
  });
  return Object.fromEntries(kept);
}

function findOffPlace(project: ProjectFile | undefined): OffPlace {
  return Object.values(project?.rules ?? {}).some(({ level }) => level === "off") ? "project" : "settings";
}

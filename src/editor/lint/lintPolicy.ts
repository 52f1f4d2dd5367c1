import * as vscode from "vscode";
import { isNarrower } from "../../lint/isNarrower";
import type { AcceptedSentences } from "../../lint/open/acceptedSentences";
import { isRows } from "../../lint/open/isRows";
import { type FindingAbout, isWanted } from "../../lint/open/isWanted";
import type { ProjectFile } from "../../lint/projectFile/projectFile";
import type { Rule } from "../../lint/rule";
import { listRuleRuns, type RuleRun } from "../../lint/ruleRun";
import { RULES } from "../../lint/rules";
import { listLabelRules } from "../../lint/rules/label/labelRules";
import { type RuleSettings, selectRuleSetting } from "../../lint/ruleSetting";
import type { SentenceList } from "../../prose/packedSentences";
import { type LintRun, MOST_MARKS } from "../../settings/settingChecks";
import type { CheckState, LintState, OffPlace, Unchecked, Unmarked } from "../services";
import { type LintSettings, readLintSettings, SETTINGS } from "../settings";
import { findAddress } from "./findAddress";
import type { OffFiles } from "./offFiles";
import type { OwnRules } from "./own/ownRules";
import type { ProjectFiles } from "./projectFiles";

/** Scheme of the commit message box of the source control view. */
const COMMIT_BOX = "vscode-scm";

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
  /** When it is checked. */
  readonly run: LintRun;
  /** Most marks of it. */
  readonly maxMarks: number;
}

export interface LintPolicyParts {
  readonly accepted: AcceptedSentences;
  readonly offFiles: OffFiles;
  readonly projectFiles: ProjectFiles;
  readonly ownRules: OwnRules;
}

const READ = [SETTINGS.rules, SETTINGS.lintLanguages, SETTINGS.lintRun, SETTINGS.lintMaxMarks];

/** What is checked, and what is marked: the project file goes before the settings, for each field of each rule. */
export class LintPolicy implements LintState, vscode.Disposable {
  readonly #parts: LintPolicyParts;
  /** By the address of the workspace folder: reading settings takes VS Code a millisecond or more. */
  readonly #settings = new Map<string, LintSettings>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #accepts = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly onDidChange = this.#changes.event;
  readonly onDidAccept = this.#accepts.event;

  constructor(parts: LintPolicyParts) {
    this.#parts = parts;
    const change = () => {
      this.#settings.clear();
      this.#changes.fire();
    };
    this.#subscriptions = [
      new vscode.Disposable(() => {
        this.#changes.dispose();
        this.#accepts.dispose();
      }),
      new vscode.Disposable(parts.accepted.onDidChange(() => this.#accepts.fire())),
      parts.projectFiles.onDidChange(change),
      parts.ownRules.onDidChange(change),
      new vscode.Disposable(parts.offFiles.onDidChange(change)),
      vscode.workspace.onDidChangeWorkspaceFolders(change),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (READ.some((id) => event.affectsConfiguration(id))) change();
      }),
    ];
  }

  /** Resolves when project files, and those that they name, have been read: before, the policy is not known. */
  get ready(): Promise<void> {
    return this.#parts.ownRules.ready;
  }

  /** The rules that there are for a file, on or off; outside of any file, those that Cloze brings. */
  listRules(uri: vscode.Uri | undefined): readonly Rule[] {
    return [...RULES, ...(uri ? this.#parts.ownRules.list(uri) : []), ...listLabelRules(this.#findSources(uri))];
  }

  /** @param uri - None: what holds outside of any file. @throws {EditorError} `bad-setting` */
  read(uri: vscode.Uri | undefined): FilePolicy {
    const settings = this.#readSettings(uri);
    const project = uri && this.#parts.projectFiles.find(uri);
    const sources = this.#listSources(uri);
    const rules = this.listRules(uri);
    const runs = listRuleRuns(rules, sources);
    return {
      runs: runs.length > 0 ? runs : listRuleRuns(rules, sources.map(dropLevels)),
      off: uri && this.#parts.offFiles.has(uri) ? "file" : runs.length > 0 ? undefined : findOffPlace(project?.file),
      languages: project?.file.languages ?? settings.languages,
      isIgnored: project?.path !== undefined && project.file.ignores(project.path),
      // Nobody saves the message of a commit.
      run: settings.run === "onSave" && uri?.scheme === COMMIT_BOX ? "onType" : settings.run,
      maxMarks: settings.maxMarks,
    };
  }

  /** True if a check would find now what was found when this held, or less. @throws {EditorError} `bad-setting` */
  keepsMarks(uri: vscode.Uri, before: FilePolicy): boolean {
    const now = this.read(uri);
    const isSameLanguages = now.languages.join("\n") === before.languages.join("\n");
    return !now.isIgnored && now.off === before.off && isSameLanguages && isNarrower(now.runs, before.runs);
  }

  /** As `read`; where a setting makes no sense, as many as VS Code takes. */
  findMaxMarks(uri: vscode.Uri): number {
    try {
      return this.#readSettings(uri).maxMarks;
    } catch {
      return MOST_MARKS;
    }
  }

  /** Those of a file's findings that somebody wants marked. @param describe - `undefined` for what is always marked. */
  selectWanted<T>(
    uri: vscode.Uri,
    findings: readonly T[],
    describe: (finding: T) => FindingAbout | undefined,
  ): readonly T[] {
    if (findings.length === 0) return findings;
    const { accepted, projectFiles } = this.#parts;
    const project = projectFiles.find(uri)?.file;
    const runs = new Map(this.#listRuns(uri).map((run) => [run.rule.id, run]));
    return findings.filter((finding) => {
      const about = describe(finding);
      return about === undefined || isWanted(about, { runs, accepted, project });
    });
  }

  findChecks(document: vscode.TextDocument | undefined): CheckState | undefined {
    try {
      const uri = document && findAddress(document);
      const { run, maxMarks } = this.read(uri);
      const project = uri && this.#parts.projectFiles.find(uri)?.file;
      const sources = this.#listSources(uri);
      const rules = this.listRules(uri).map(({ id }) => {
        const isOfProject = project?.rules[id]?.level !== undefined;
        return { id, level: selectRuleSetting(id, sources).level, isOfProject };
      });
      return { unchecked: document && this.findUnchecked(document), run, maxMarks, rules };
    } catch {
      // The check itself says what is wrong with a setting.
      return undefined;
    }
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
      return this.listRules(document?.uri).flatMap(({ id }) => (isOn(id) ? [] : [id]));
    } catch {
      return [];
    }
  }

  findUnchecked(document: vscode.TextDocument): Unchecked | undefined {
    const uri = findAddress(document);
    if (!isBeingWritten(uri)) return "not-written";
    const { off, isIgnored, languages, run } = this.read(uri);
    if (off !== undefined) return `off-${off}`;
    if (isIgnored) return "ignored";
    if (!languages.includes(document.languageId) || isRows(uri.path)) return "language";
    return run === "manual" ? "manual" : undefined;
  }

  findUnmarked(document: vscode.TextDocument, sentences: SentenceList, index: number): Unmarked | undefined {
    const uri = findAddress(document);
    const unchecked = sentences.findUncheckedBy(index, this.read(uri).runs);
    if (unchecked !== undefined) return unchecked;
    const { accepted, projectFiles } = this.#parts;
    const { text } = sentences.at(index);
    if (accepted.has(text)) return "accepted";
    return projectFiles.find(uri)?.file.accepts(text) === true ? "project" : undefined;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** What says something about rules, what goes before first. */
  #listSources(uri: vscode.Uri | undefined): readonly RuleSettings[] {
    const project = uri && this.#parts.projectFiles.find(uri);
    return [...(project ? [project.file.rules] : []), ...this.#readSettings(uri).rules];
  }

  /** Where a setting makes no sense, none. */
  #findSources(uri: vscode.Uri | undefined): readonly RuleSettings[] {
    try {
      return this.#listSources(uri);
    } catch {
      return [];
    }
  }

  /** As `read`; where a setting makes no sense, all rules. */
  #listRuns(uri: vscode.Uri): readonly RuleRun[] {
    try {
      return this.read(uri).runs;
    } catch {
      return listRuleRuns(this.listRules(uri), []);
    }
  }

  #readSettings(uri: vscode.Uri | undefined): LintSettings {
    const key = (uri && vscode.workspace.getWorkspaceFolder(uri)?.uri.toString()) ?? "";
    const settings = this.#settings.get(key) ?? readLintSettings(uri);
    this.#settings.set(key, settings);
    return settings;
  }
}

function dropLevels(rules: RuleSettings): RuleSettings {
  const others = Object.entries(rules).map(([id, rule]) => {
    return [id, Object.fromEntries(Object.entries(rule).filter(([field]) => field !== "level"))] as const;
  });
  return Object.fromEntries(others);
}

function findOffPlace(project: ProjectFile | undefined): OffPlace {
  return Object.values(project?.rules ?? {}).some(({ level }) => level === "off") ? "project" : "settings";
}

/** False for output channels, old sides of diffs, and documents of read-only file systems. */
function isBeingWritten({ scheme }: vscode.Uri): boolean {
  return scheme === "untitled" || scheme === COMMIT_BOX || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Rule } from "../../lint/rule";
import { listRuleRuns } from "../../lint/ruleRun";
import { showSentence } from "../../text/sentences/showSentence";
import { formatCount } from "../../wording/numbers/formatCount";
import type { LintPolicy } from "../lint/lintPolicy";
import { readFileSentences } from "../lint/readFileSentences";
import { listWorkspaceFiles } from "../lint/workspace/listWorkspaceFiles";
import type { Services } from "../services";

/** Enough to see what a rule does, in the time that a person waits for it. */
const MOST_SENTENCES = 2000;
/** Sentences for which the engine is asked at once. */
const CHUNK = 128;

/** A sentence of the workspace, as the rule would judge it. */
export interface TrialSentence {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  /** As its reader sees it. */
  readonly text: string;
  /** Probability of the label that would be marked. */
  readonly score: number;
}

export interface WorkspaceTrial {
  /** Those that the rule may mark at all, the most probable first. */
  readonly sentences: readonly TrialSentence[];
  /** There are more, which were not read. */
  readonly isPart: boolean;
}

export interface TrialParts {
  readonly services: Services;
  readonly policy: LintPolicy;
  readonly rule: Rule;
}

export interface TrialOptions {
  readonly token: vscode.CancellationToken;
  readonly signal: AbortSignal;
  readonly report: (message: string) => void;
}

/**
 * What a rule that is not on would say of the sentences of this workspace, up to {@link MOST_SENTENCES} of them: its
 * figures come from examples that somebody chose, and documents are another kind of text.
 */
export async function tryOnWorkspace(
  { services, policy, rule }: TrialParts,
  { token, signal, report }: TrialOptions,
): Promise<WorkspaceTrial> {
  const { engine, models, prose } = services;
  const { needs } = rule;
  const runs = listRuleRuns([rule], []);
  const model = await models.resolve(needs.model);
  const found: TrialSentence[] = [];
  let read = 0;
  for (const file of await listWorkspaceFiles(policy, token)) {
    signal.throwIfAborted();
    const document = await readFileSentences(prose, file);
    if (document === undefined) continue;
    const { sentences, text } = document;
    const indices = sentences.listChecked(runs);
    for (let from = 0; from < indices.length; from += CHUNK) {
      if (read >= MOST_SENTENCES) return { sentences: sort(found), isPart: true };
      const chunk = indices.slice(from, from + Math.min(CHUNK, MOST_SENTENCES - read)).map((at) => sentences.at(at));
      const answers = await engine.request(
        needs.request,
        { ...needs.params, model, sentences: chunk.map((sentence) => sentence.text) },
        { lane: "workspace", signal },
      );
      read += chunk.length;
      report(l10n.t("{0} sentences of this workspace", formatCount(read)));
      for (const [i, sentence] of chunk.entries()) {
        const answer = answers[i];
        if (answer === undefined) continue;
        for (const { span, score } of rule.listFindings(sentence, answer, { threshold: 0 })) {
          const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
          found.push({ uri: file.uri, range, text: showSentence(sentence, text), score });
        }
      }
    }
  }
  return { sentences: sort(found), isPart: false };
}

function sort(sentences: readonly TrialSentence[]): readonly TrialSentence[] {
  return [...sentences].sort((a, b) => b.score - a.score);
}

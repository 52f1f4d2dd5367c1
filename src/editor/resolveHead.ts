import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { judgesPairs } from "../library/modelJobs";
import { COMMANDS } from "./commands";
import type { ModelInfo, Services } from "./services";
import { notify } from "./surface";

/** What is said of a model that was not taught to do this, and one that was. */
const LACKS = {
  answers: {
    describe: (model: string, known: string) =>
      l10n.t("{0} was not taught to answer questions. A model that was is {1}.", model, known),
    known: "deepset/bert-base-cased-squad2",
  },
  tags: {
    describe: (model: string, known: string) =>
      l10n.t("{0} was not taught to label words. A model that was is {1}.", model, known),
    known: "dslim/bert-base-NER",
  },
  judgements: {
    describe: (model: string, known: string) =>
      l10n.t("{0} was not taught to judge two sentences together. A model that was is {1}.", model, known),
    known: "cross-encoder/nli-MiniLM2-L6-H768",
  },
} as const;

/**
 * The model for a job that no bundled model does.
 *
 * @returns `undefined` when the model of the settings does not do it: the person is told so, and can choose another.
 * @throws {EngineError} when no model loads.
 */
export async function resolveHead(
  { models }: Pick<Services, "models">,
  job: keyof typeof LACKS,
): Promise<string | undefined> {
  const model = await models.resolve(job);
  const info = models.info(job);
  if (info && isTaught(info, job)) return model;
  const { describe, known } = LACKS[job];
  // Why the model of the settings does not load was said when it was tried.
  notify("information", describe(info?.name ?? l10n.t("The model"), known), [
    { title: l10n.t("Choose a Model"), run: () => vscode.commands.executeCommand(COMMANDS.chooseModel, job) },
  ]);
  return undefined;
}

function isTaught({ has, labels }: ModelInfo, job: keyof typeof LACKS): boolean {
  return job === "judgements" ? has.classifier && judgesPairs(labels) : has[job];
}

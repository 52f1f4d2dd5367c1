import * as vscode from "vscode";
import { judgesPairs } from "../library/modelJobs";
import { COMMANDS } from "./commands";
import type { ModelInfo, Services } from "./services";
import { notify } from "./surface";

/** What is said of a model that was not taught to do this, and one that was. */
const LACKS = {
  answers: { does: "answer questions", known: "deepset/bert-base-cased-squad2" },
  tags: { does: "label words", known: "dslim/bert-base-NER" },
  judgements: { does: "judge two sentences together", known: "cross-encoder/nli-MiniLM2-L6-H768" },
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
  const { does, known } = LACKS[job];
  // Why the model of the settings does not load was said when it was tried.
  notify("information", `${info?.name ?? "The model"} was not taught to ${does}. A model that was is ${known}.`, [
    { title: "Choose a Model", run: () => vscode.commands.executeCommand(COMMANDS.chooseModel, job) },
  ]);
  return undefined;
}

function isTaught({ has, labels }: ModelInfo, job: keyof typeof LACKS): boolean {
  return job === "judgements" ? has.classifier && judgesPairs(labels) : has[job];
}

import * as l10n from "@vscode/l10n";
import type { Model } from "../../tasks/model/model";
import type { RewordParams, RewordResult } from "../../tasks/reword/rewordRequest";
import { rewordText } from "../../tasks/reword/rewordText";
import type { RewordTools } from "../../tasks/reword/rewordTools";
import { readToneLabels } from "../../tasks/tone/readToneLabels";
import type { ReadWords } from "../../tasks/words/knownWords";
import { splitSteps } from "../steps/splitSteps";
import type { Work } from "../steps/work";
import type { AnsweredModel } from "./answeredModel";
import { scoreTonesAgain } from "./scoreTonesAgain";

interface RewordSources {
  /** The model that tells tones, which may be the same. */
  readonly tones: Pick<AnsweredModel, "model" | "tones">;
  readonly readWords: ReadWords;
}

/** Rewords a text with tones as the check of tones has them: from the same readings, those known included. */
export function rewordWithTones(
  model: Model,
  { tones, readWords }: RewordSources,
  params: RewordParams,
  work: Work,
): Promise<RewordResult> {
  const noTones = findLack(tones.model);
  const quiet = { ...work, report: () => undefined };
  const read = async (sentences: readonly string[], again: readonly string[] = []) =>
    (await scoreTonesAgain(tones, { sentences, again }, quiet)).map(({ scores }) => scores.negative);
  const tools: RewordTools = {
    ...(noTones === undefined
      ? {
          tones: {
            alone: (texts) => read(texts),
            asMarked: (texts) => read(texts, params.again),
            mask: tones.model.info.mask ?? "",
          },
        }
      : { noTones }),
    readWords,
    report: work.report,
  };
  return rewordText(splitSteps(model, work.turn), params, tools);
}

/** Why the model tells no tones; `undefined` if it does. */
function findLack({ info }: Model): string | undefined {
  if (!info.has.classifier) return info.lacks?.classifier ?? l10n.t("no classifier");
  try {
    readToneLabels(info.labels, info.problem);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : l10n.t("labels that name no tones");
  }
}

import { teachTone } from "../../../ownTone/regression/teachTone";
import { checkWhole } from "../../../tasks/model/checkWhole";
import { checkLesson } from "../../../tasks/ownTone/checkLesson";
import type { TrainParams, TrainResult } from "../../../tasks/ownTone/trainRequest";
import type { Work } from "../../steps/work";
import type { OwnAnswers } from "./ownAnswers";
import { readFeatures } from "./readFeatures";

/**
 * Learns a tone from rows. Their vectors are kept, so that learning again reads only new rows.
 *
 * @throws {TaskError} `too-few`, `too-many` or `bad-option` before anything is read; {EngineError} `cancelled` by `turn`.
 */
export async function learnTone(own: OwnAnswers, params: TrainParams, work: Work): Promise<TrainResult> {
  const { info } = own.model;
  const { sentences, labels, c, pooling = "mean" } = params;
  checkLesson(params);
  const layer = checkWhole("layer", params.layer ?? info.layers, 0, info.layers);
  const sha256 = await own.hashModel();
  const features = await readFeatures(own, { texts: sentences, layer, pooling, isKept: true }, work);
  const read = sentences.flatMap((text) => features.get(text) ?? []);
  const { tone, ...taught } = await teachTone({
    texts: sentences,
    labels,
    vectors: read.map(({ vector }) => vector),
    c,
    pause: () => work.turn(),
  });
  const model = { name: info.name, sha256 };
  return {
    tone: { model, layer, pooling, precision: info.statesPrecision, ...tone },
    ...taught,
    cut: read.filter(({ windows }) => windows > 1).length,
  };
}

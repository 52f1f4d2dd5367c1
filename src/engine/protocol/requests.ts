import type { RequestSchema, ValueOf } from "../../schema/requestSchema";
import { answerRequest } from "../../tasks/answer/answerRequest";
import { attentionRequest } from "../../tasks/attention/attentionRequest";
import { mapsRequest } from "../../tasks/attention/mapsRequest";
import { compareRequest } from "../../tasks/compare/compareRequest";
import { corruptRequest } from "../../tasks/corrupt/corruptRequest";
import { embeddingsRequest } from "../../tasks/embed/embeddingsRequest";
import { embedRequest } from "../../tasks/embed/embedRequest";
import { fillRequest } from "../../tasks/fill/fillRequest";
import { jointRequest } from "../../tasks/fill/jointRequest";
import { headsRequest } from "../../tasks/heads/headsRequest";
import { inputRequest } from "../../tasks/input/inputRequest";
import { judgeRequest } from "../../tasks/label/judgeRequest";
import { labelRequest } from "../../tasks/label/labelRequest";
import { labelsRequest } from "../../tasks/label/labelsRequest";
import { layersRequest } from "../../tasks/layers/layersRequest";
import { maskRequest } from "../../tasks/mask/maskRequest";
import { convertRequest } from "../../tasks/model/convertRequest";
import { deviceRequest } from "../../tasks/model/deviceRequest";
import { exportRequest } from "../../tasks/model/exportRequest";
import { identifyRequest } from "../../tasks/model/identifyRequest";
import { inspectRequest } from "../../tasks/model/inspectRequest";
import { loadRequest } from "../../tasks/model/loadRequest";
import { measureRequest } from "../../tasks/model/measureRequest";
import { unloadRequest } from "../../tasks/model/unloadRequest";
import { neuronsRequest } from "../../tasks/neurons/neuronsRequest";
import { occludeRequest } from "../../tasks/occlude/occludeRequest";
import { classifyRequest } from "../../tasks/ownTone/classifyRequest";
import { trainRequest } from "../../tasks/ownTone/trainRequest";
import { pairRequest } from "../../tasks/pair/pairRequest";
import { pairsRequest } from "../../tasks/pair/pairsRequest";
import { probeRequest } from "../../tasks/probe/probeRequest";
import { rewordRequest } from "../../tasks/reword/rewordRequest";
import { rolloutRequest } from "../../tasks/rollout/rolloutRequest";
import { sensesRequest } from "../../tasks/senses/sensesRequest";
import { indexRequest } from "../../tasks/similar/indexRequest";
import { nearestRequest } from "../../tasks/similar/nearestRequest";
import { repeatsRequest } from "../../tasks/similar/repeatsRequest";
import { slipsRequest } from "../../tasks/slips/slipsRequest";
import { tagRequest } from "../../tasks/tag/tagRequest";
import { tokensRequest } from "../../tasks/tokens/tokensRequest";
import { toneRequest } from "../../tasks/tone/toneRequest";
import { vectorsRequest } from "../../tasks/vectors/vectorsRequest";

/** Every request that the engine answers. `engine/serve/handlers.ts` lists the functions that answer. */
export const REQUESTS = {
  inspect: inspectRequest,
  load: loadRequest,
  unload: unloadRequest,
  device: deviceRequest,
  measure: measureRequest,
  identify: identifyRequest,
  convert: convertRequest,
  export: exportRequest,
  tokens: tokensRequest,
  fill: fillRequest,
  joint: jointRequest,
  probe: probeRequest,
  pair: pairRequest,
  pairs: pairsRequest,
  tone: toneRequest,
  answer: answerRequest,
  tag: tagRequest,
  label: labelRequest,
  judge: judgeRequest,
  labels: labelsRequest,
  slips: slipsRequest,
  reword: rewordRequest,
  train: trainRequest,
  classify: classifyRequest,
  attention: attentionRequest,
  maps: mapsRequest,
  heads: headsRequest,
  rollout: rolloutRequest,
  layers: layersRequest,
  mask: maskRequest,
  compare: compareRequest,
  corrupt: corruptRequest,
  vectors: vectorsRequest,
  neurons: neuronsRequest,
  input: inputRequest,
  occlude: occludeRequest,
  embed: embedRequest,
  embeddings: embeddingsRequest,
  index: indexRequest,
  nearest: nearestRequest,
  repeats: repeatsRequest,
  senses: sensesRequest,
} satisfies Readonly<Record<string, RequestSchema>>;

export type RequestKind = keyof typeof REQUESTS;

type RequestTypes = {
  readonly [K in RequestKind]: {
    readonly params: ValueOf<(typeof REQUESTS)[K]["params"]>;
    readonly result: ValueOf<(typeof REQUESTS)[K]["result"]>;
  };
};

/**
 * What goes in and what comes back, by the kind of request. An interface, because the compiler cannot resolve a mapped
 * type for a generic `K`.
 */
export interface Requests extends RequestTypes {}

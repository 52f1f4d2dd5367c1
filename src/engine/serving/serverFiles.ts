import { posix } from "node:path";
import type { ServedModel, ServedTensor } from "./servedModel";

/** What stands in an exported folder, by path: where the model goes, and the text of every other file. */
export interface ServerFiles {
  readonly model: string;
  readonly texts: Readonly<Record<string, string>>;
}

export type ServerKind = "onnx" | "triton" | "kserve" | "mlserver";

/** Most sequences that Triton takes in one request, and joins of several. */
const MOST_SEQUENCES = 256;
/** How long Triton waits for further requests that a run may hold. */
const JOIN_MICROSECONDS = 1000;

/** The folder of a server's model, as the server's own documentation lays it out. */
export function listServerFiles(kind: ServerKind, model: ServedModel): ServerFiles {
  switch (kind) {
    case "onnx":
      return { model: "model.onnx", texts: {} };
    case "triton":
      return listTritonFiles(model, "");
    case "kserve": {
      const { model: file, texts } = listTritonFiles(model, "models");
      return { model: file, texts: { ...texts, "inference-service.yaml": writeInferenceService(model) } };
    }
    case "mlserver":
      return {
        model: "model.onnx",
        texts: { "model-settings.json": writeModelSettings(model), "onnx_runtime.py": MLSERVER_RUNTIME },
      };
  }
}

/** A model repository with one model. @param folder - Where it stands. */
function listTritonFiles(model: ServedModel, folder: string): ServerFiles {
  return {
    model: posix.join(folder, model.name, "1", "model.onnx"),
    texts: { [posix.join(folder, model.name, "config.pbtxt")]: writeTritonConfig(model) },
  };
}

/** Source: triton-inference-server/common r25.01, protobuf/model_config.proto. */
function writeTritonConfig({ name, inputs, outputs }: ServedModel): string {
  const list = (kind: string, tensors: readonly ServedTensor[]) =>
    `${kind} [\n${tensors.map((tensor) => `  ${writeTritonTensor(tensor)}`).join(",\n")}\n]\n`;
  // eslint-disable-next-line language/untranslated -- a file
  return `name: "${name}"
backend: "onnxruntime"
max_batch_size: ${MOST_SEQUENCES}
${list("input", inputs)}${list("output", outputs)}dynamic_batching {
  max_queue_delay_microseconds: ${JOIN_MICROSECONDS}
}
`;
}

/** Its sizes are those without the batch's. */
function writeTritonTensor({ name, datatype, shape }: ServedTensor): string {
  // eslint-disable-next-line language/untranslated -- a part of a file
  return `{ name: "${name}" data_type: TYPE_${datatype} dims: [ ${shape.slice(1).join(", ")} ] }`;
}

/** KServe runs ONNX on Triton. Its storage is the cluster's own, so whoever deploys writes where the models are. */
function writeInferenceService({ name }: ServedModel): string {
  // eslint-disable-next-line language/untranslated -- a file
  return `# Copy the folder "models" to storage that the cluster reads, write its address below, then: kubectl apply -f inference-service.yaml
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: ${name.toLowerCase().replace(/[^a-z0-9-]+/g, "-")}
spec:
  predictor:
    model:
      modelFormat:
        name: onnx
      protocolVersion: v2
      runtime: kserve-tritonserver
      storageUri: pvc://models/cloze
`;
}

/** Source: SeldonIO/MLServer 1.7, docs/reference/model-settings.md. */
function writeModelSettings({ name, inputs, outputs }: ServedModel): string {
  const settings = {
    name,
    implementation: "onnx_runtime.OnnxRuntime",
    platform: "onnx",
    inputs,
    outputs,
    parameters: { uri: "./model.onnx", version: "1" },
  };
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}

/** MLServer brings no runtime for ONNX. */
// eslint-disable-next-line language/untranslated -- a file
const MLSERVER_RUNTIME = `"""Runs an ONNX file in MLServer. Needs: pip install mlserver onnxruntime"""

import os

import numpy as np
import onnxruntime
from mlserver import MLModel
from mlserver.codecs import NumpyCodec
from mlserver.types import InferenceRequest, InferenceResponse
from mlserver.utils import get_model_uri


class OnnxRuntime(MLModel):
    async def load(self) -> bool:
        options = onnxruntime.SessionOptions()
        # Each of MLServer's workers has a session: with one thread each, they do not get in each other's way.
        options.intra_op_num_threads = int(os.environ.get("ONNX_THREADS", "1"))
        path = await get_model_uri(self.settings)
        self._session = onnxruntime.InferenceSession(path, options, providers=onnxruntime.get_available_providers())
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        feeds = {each.name: NumpyCodec.decode_input(each).astype(np.int64) for each in payload.inputs}
        names = [each.name for each in self._session.get_outputs()]
        values = self._session.run(names, feeds)
        return InferenceResponse(
            model_name=self.name,
            model_version=self.version,
            outputs=[NumpyCodec.encode_output(name, value) for name, value in zip(names, values)],
        )
`;

import type { ModelInterface } from '../model-interface'
import { datatypeOf, type Feeds } from '../tensors/tensor-data'
import { toJsonValues } from '../tensors/to-json-values'

interface AnswerFacts {
  modelName: string
  version: string
  id: string
  wanted: readonly string[] | null
}

export function formatInferAnswer(outputs: Feeds, model: ModelInterface, facts: AnswerFacts): string {
  const names = facts.wanted ?? model.outputs.map((output) => output.name)
  const tensors = names.flatMap((name) => {
    const tensor = outputs[name]
    return tensor === undefined
      ? []
      : [{ name, shape: tensor.dims, datatype: datatypeOf(tensor.type), data: toJsonValues(tensor) }]
  })
  return JSON.stringify({ model_name: facts.modelName, model_version: facts.version, id: facts.id, outputs: tensors })
}

/** `GET v2/models/{m}`: what the model takes and gives; -1 stands for any size. */
export function formatModelMetadata(modelName: string, versions: readonly string[], model: ModelInterface): string {
  const describe = (spec: ModelInterface['inputs'][number]) => ({
    name: spec.name,
    datatype: datatypeOf(spec.type),
    shape: spec.shape.map((size) => size ?? -1),
  })
  return JSON.stringify({
    name: modelName,
    versions,
    platform: 'onnx_onnxruntime',
    inputs: model.inputs.map(describe),
    outputs: model.outputs.map(describe),
  })
}

import type { ModelSignature } from '@/lib/agents/domain/signature'
import { datatypeOf, type TensorType } from './tensors/tensor-data'

export interface TensorSpec {
  name: string
  type: TensorType
  /** null where any size fits. */
  shape: readonly (number | null)[]
}

/** What a loaded model takes and gives, and what the registry says its numbers mean. */
export interface ModelInterface {
  inputs: readonly TensorSpec[]
  outputs: readonly TensorSpec[]
  binding: 'packed' | 'columns'
  /** Column order of the packed tensor, or the input names. */
  features: readonly string[]
  classes: readonly (string | number | boolean)[] | null
  positiveClass: string | number | boolean | null
  labelOutput: string | null
  probabilityOutput: string | null
  valueOutput: string | null
}

function packedFeatures(inputs: readonly TensorSpec[], declared: readonly string[]): readonly string[] {
  const width = inputs[0]?.shape.at(-1)
  if (declared.length > 0 && (width === null || width === undefined || width === declared.length)) return declared
  return Array.from({ length: width ?? declared.length }, (_, i) => `${inputs[0]?.name ?? 'input'}_${i}`)
}

/** Tensors come from the loaded model itself; the registry's signature only adds names and meaning. */
export function buildInterface(
  inputs: readonly TensorSpec[],
  outputs: readonly TensorSpec[],
  signature: ModelSignature,
): ModelInterface {
  const only = inputs[0]
  const canPack = inputs.length === 1 && only !== undefined && only.shape.length === 2 && only.shape[1] !== 1
  const binding = canPack && signature.inputBinding !== 'columns' ? 'packed' : 'columns'
  const declared = (signature.features ?? []).map((feature) => feature.name)
  const classes = signature.classes !== undefined && signature.classes.length > 0 ? signature.classes : null
  const floats = outputs.filter((o) => datatypeOf(o.type).startsWith('FP'))
  const labels = outputs.filter((o) => !datatypeOf(o.type).startsWith('FP'))
  const isClassifier = classes !== null || labels.length > 0
  const roles = signature.roles ?? {}
  return {
    inputs,
    outputs,
    binding,
    features: binding === 'packed' ? packedFeatures(inputs, declared) : inputs.map((input) => input.name),
    classes,
    positiveClass: signature.positiveClass ?? classes?.at(1) ?? null,
    labelOutput: roles.label ?? labels[0]?.name ?? null,
    probabilityOutput: roles.probabilities ?? (isClassifier ? (floats[0]?.name ?? null) : null),
    valueOutput: roles.value ?? (isClassifier ? null : (floats[0]?.name ?? null)),
  }
}

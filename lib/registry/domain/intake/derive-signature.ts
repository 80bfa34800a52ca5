import type { FeatureSpec, Signature, TensorSpec } from '../signature'
import type { ModelCard } from './model-card'
import type { ModelFacts } from './model-facts'

type TensorLists = Pick<Signature, 'inputs' | 'outputs'>

const FLOATS = new Set(['FP16', 'BF16', 'FP32', 'FP64'])
const INTEGERS = new Set(['INT8', 'INT16', 'INT32', 'INT64', 'UINT8', 'UINT16', 'UINT32', 'UINT64', 'BOOL'])

function sameNames(inputs: readonly TensorSpec[], names: readonly string[]): boolean {
  return inputs.length === names.length && names.every((name) => inputs.some((input) => input.name === name))
}

function featuresOf(model: TensorLists, names: readonly string[], card: ModelCard | null): FeatureSpec[] {
  return names.map((name) => {
    const described = card?.features?.find((feature) => feature.name === name)
    if (described) {
      const { type, categories, encoding } = described
      return { name, type, ...(categories ? { categories } : {}), ...(encoding ? { encoding } : {}) }
    }
    const input = model.inputs.find((spec) => spec.name === name)
    return { name, type: input?.datatype === 'BYTES' ? 'categorical' : 'numeric' }
  })
}

/** Labels of an integer output are numbers, whatever text the metadata keeps them in. */
function typedLabels<T extends string | number>(
  values: readonly T[],
  label: TensorSpec | undefined,
): (string | number)[] {
  const numeric =
    label !== undefined && INTEGERS.has(label.datatype) && values.every((value) => /^-?\d+$/.test(String(value)))
  return numeric ? values.map(Number) : [...values]
}

function rolesOf(model: TensorLists, task: ModelFacts['task']): Signature['outputRoles'] {
  const named = (...names: string[]) => model.outputs.find((output) => names.includes(output.name))
  const floats = model.outputs.filter((output) => FLOATS.has(output.datatype))
  const discrete = model.outputs.filter(
    (output) => !FLOATS.has(output.datatype) && (INTEGERS.has(output.datatype) || output.datatype === 'BYTES'),
  )
  if (task === 'regression') {
    const value = named('variable', 'value', 'prediction') ?? floats[0] ?? model.outputs[0]
    return value ? { value: value.name } : {}
  }
  const label = named('label', 'output_label') ?? (discrete.length === 1 ? discrete[0] : undefined)
  const probabilities = named('probabilities', 'output_probability') ?? (floats.length === 1 ? floats[0] : undefined)
  if (task === null && !label && probabilities) return { value: probabilities.name }
  return { ...(label ? { label: label.name } : {}), ...(probabilities ? { probabilities: probabilities.name } : {}) }
}

export interface DerivedSignature {
  signature: Signature
  /** Why the stated features cannot be those of the tensors, if so. */
  problem: string | null
}

/** Inputs and outputs come from the graph; names of columns, classes and roles from what the file and its card state. */
export function deriveSignature(model: TensorLists, facts: ModelFacts, card: ModelCard | null): DerivedSignature {
  const names = facts.featureNames ?? []
  const columns = model.inputs.length > 1 || (names.length === 1 && sameNames(model.inputs, names))
  const width = model.inputs[0]?.shape.at(-1) ?? -1
  const fits = names.length === 0 || (columns ? sameNames(model.inputs, names) : width === -1 || width === names.length)
  const stated = fits ? names : []
  const implied = columns && stated.length === 0 ? model.inputs.map((input) => input.name) : stated
  const roles = rolesOf(model, facts.task)
  const label = model.outputs.find((output) => output.name === roles.label)
  const classes = facts.classes === null ? null : typedLabels(facts.classes, label)
  const positive = facts.positiveClass === null ? null : (typedLabels([facts.positiveClass], label)[0] ?? null)
  return {
    signature: {
      inputs: model.inputs,
      outputs: model.outputs,
      features: featuresOf(model, implied, card),
      classes,
      positiveClass: positive,
      threshold: facts.threshold,
      inputBinding: columns ? 'columns' : 'packed',
      outputRoles: roles,
    },
    problem: fits
      ? null
      : `It states ${names.length} features, its inputs take ${columns ? model.inputs.length : width}.`,
  }
}

import type { Signature } from '../signature'
import type { Mlmodel } from './mlmodel'
import type { ModelFacts } from './model-facts'

/** A signature as MLflow states it: named columns of a table, or tensors. */
export function mlflowSignature(stated: Mlmodel['signature'], facts: ModelFacts): Signature | null {
  if (stated === null || stated.inputs.length === 0) return null
  const tensors = (columns: typeof stated.inputs) =>
    columns.map(({ name, datatype, shape }) => ({ name, datatype, shape }))
  const isTable = stated.inputs.some((column) => column.isColumn)
  return {
    inputs: tensors(stated.inputs),
    outputs: tensors(stated.outputs),
    features: isTable
      ? stated.inputs.map(({ name, datatype }) => ({
          name,
          type: datatype === 'BYTES' || datatype === 'BOOL' ? 'categorical' : 'numeric',
        }))
      : [],
    classes: facts.classes,
    positiveClass: facts.positiveClass,
    threshold: facts.threshold,
    inputBinding: isTable ? 'columns' : 'packed',
    outputRoles: {},
  }
}

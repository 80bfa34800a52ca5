export interface TensorSpec {
  name: string
  /** Open Inference Protocol names: FP32, INT64, BYTES ... */
  datatype: string
  /** -1 where the model leaves a dimension open. */
  shape: number[]
}

export interface FeatureSpec {
  name: string
  type: 'numeric' | 'categorical'
  categories?: (string | number)[]
  /** Text to code, where a packed tensor carries codes of a text column. */
  encoding?: Record<string, number>
}

export type Task = 'binary-classification' | 'multiclass-classification' | 'regression'

/** What goes in and out of a version, as read from its header, its metadata and, where given, its card. */
export interface Signature {
  inputs: TensorSpec[]
  outputs: TensorSpec[]
  /** In packed-tensor column order. */
  features: FeatureSpec[]
  classes: (string | number)[] | null
  positiveClass: string | number | null
  threshold: number | null
  /** packed: one tensor holds all columns; columns: one tensor per column. */
  inputBinding: 'packed' | 'columns'
  outputRoles: { label?: string; probabilities?: string; value?: string }
}

import type { TensorSpec } from '../signature'

/** A tensor whose bytes live in another file of the version. */
export interface ExternalData {
  tensor: string
  location: string | null
  offset: bigint
  length: bigint | null
  unknownKeys: string[]
  /** Offset or length is no number, or a key appears twice. */
  malformed: boolean
  /** The stated length is not that of the declared shape. */
  sizeMismatch: boolean
}

/** What an ONNX file says about itself, read as data. */
export interface OnnxModel {
  irVersion: number
  producer: string
  opsets: Record<string, number>
  metadata: Record<string, string>
  inputs: TensorSpec[]
  outputs: TensorSpec[]
  /** Domains of operators and functions outside the standard ones. */
  customDomains: string[]
  external: ExternalData[]
  /** Tensors whose declared size and carried bytes disagree. */
  sizeMismatches: string[]
  duplicateOutputs: string[]
  /** Loops with a constant trip count beyond a million. */
  longLoops: string[]
  /** Nodes that make a tensor of more than 2^31 elements from a constant shape. */
  hugeTensors: string[]
  /** Operators that run code which is not in the graph. */
  opaqueOperators: string[]
  nodeCount: number
  /** Operators that the model defines itself in a standard domain: they replace the runtime's own. */
  shadowedOperators: string[]
  /** Metadata keys that appear twice: which one counts depends on the reader. */
  duplicateKeys: string[]
}

/** The part that is kept of a model once its file has been judged. */
export type OnnxFacts = Pick<
  OnnxModel,
  'irVersion' | 'producer' | 'opsets' | 'metadata' | 'inputs' | 'outputs' | 'customDomains' | 'nodeCount'
>

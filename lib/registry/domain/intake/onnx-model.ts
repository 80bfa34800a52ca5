import type { TensorSpec } from '../signature'

/** A tensor whose bytes live in another file of the version. */
export interface ExternalData {
  tensor: string
  location: string | null
  offset: bigint
  length: bigint | null
  unknownKeys: string[]
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
  nodeCount: number
}

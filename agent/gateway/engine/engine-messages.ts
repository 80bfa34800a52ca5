import type { TensorSpec } from '../model-interface'
import type { Feeds } from '../tensors/tensor-data'

/** Where a model's verified bytes lie. */
export interface ModelSource {
  /** The .onnx file. */
  path: string
  /** Hex digest that the bytes must have when they are loaded, so that nothing changes between check and use. */
  sha256: string
  /** With external data the runtime must open the file itself, to find its neighbours. */
  hasExternalData: boolean
}

export type ToEngine = { type: 'load'; source: ModelSource } | { type: 'run'; call: number; feeds: Feeds }

export type FromEngine =
  | { type: 'loaded'; inputs: TensorSpec[]; outputs: TensorSpec[]; createMs: number }
  | { type: 'refused'; code: 'load_failed' | 'digest_mismatch'; message: string }
  | { type: 'result'; call: number; outputs: Feeds; runMs: number }
  | { type: 'failed'; call: number; message: string }

import type { Finding } from './finding'
import type { OnnxModel } from './onnx-model'

/** What one file turned out to be. */
export interface Inspection {
  format: string
  findings: Finding[]
  onnx?: OnnxModel | null
  /** What the file says about itself, in a few lines; bounded whatever the file holds. */
  header?: Record<string, unknown> | null
}

/** Sizes of the files of the same version (or archive), by path. */
export type Siblings = ReadonlyMap<string, number>

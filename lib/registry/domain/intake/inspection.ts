import type { Finding } from './finding'
import type { OnnxModel } from './onnx-model'

/** What one file turned out to be. */
export interface Inspection {
  format: string
  findings: Finding[]
  onnx: OnnxModel | null
}

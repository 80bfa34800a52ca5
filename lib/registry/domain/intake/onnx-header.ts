import type { OnnxModel } from './onnx-model'
import { shortenTable, shortenText } from './shorten-text'

/** What an ONNX file says about itself, in a few lines. */
export function onnxHeader(model: OnnxModel): Record<string, unknown> {
  return {
    irVersion: model.irVersion,
    producer: shortenText(model.producer),
    opsets: shortenTable(Object.entries(model.opsets)),
    nodes: model.nodeCount,
    externalFiles: [...new Set(model.external.map((data) => shortenText(data.location ?? '')))].slice(0, 50),
    metadata: shortenTable(Object.entries(model.metadata)),
  }
}

import type { ModelInterface } from '../model-interface'
import type { Feeds, TensorData } from '../tensors/tensor-data'
import { toJsonValues } from '../tensors/to-json-values'

function perRow(tensor: TensorData, rows: number): unknown[] {
  const flat = toJsonValues(tensor)
  const width = rows === 0 ? 0 : flat.length / rows
  if (width === 1) return flat
  return Array.from({ length: rows }, (_, r) => flat.slice(r * width, (r + 1) * width))
}

/** `{"predictions": [...]}`: one value per row for a single output, else one object per row. */
export function formatPredictions(outputs: Feeds, model: ModelInterface, rows: number): string {
  const columns = model.outputs.flatMap((spec) => {
    const tensor = outputs[spec.name]
    return tensor === undefined ? [] : [{ name: spec.name, values: perRow(tensor, rows) }]
  })
  const [only] = columns
  if (columns.length === 1 && only !== undefined) return JSON.stringify({ predictions: only.values })
  const predictions = Array.from({ length: rows }, (_, r) =>
    Object.fromEntries(columns.map((c) => [c.name, c.values[r]])),
  )
  return JSON.stringify({ predictions })
}

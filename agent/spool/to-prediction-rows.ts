import type { Feeds, TensorData } from '../gateway/tensors/tensor-data'
import { toJsonValues } from '../gateway/tensors/to-json-values'
import type { Block, Exchange, Layout } from './exchange'

type Scalar = number | string | boolean

/** One row of `slipway.predictions/1`. */
export interface PredictionRow {
  id: string
  time: number
  variantId: string
  generation: number
  modelVersion: number
  mirrored: boolean
  status: Exchange['status']
  httpStatus: number
  latencyMs: number
  modelLatencyMs?: number
  error?: { code: string; message: string }
  features?: Record<string, Scalar>
  prediction?: Scalar
  scores?: number | Record<string, number>
  segments: Record<string, string>
  unitId?: string
  requestBytes: number
  responseBytes: number
}

type Values = (Scalar | null)[]

/** A tensor's values cut into rows; null where the tensor is not there or does not divide. */
function perRow(tensor: TensorData | undefined, rows: number): { values: Values; width: number } | null {
  if (tensor === undefined || rows === 0 || tensor.data.length % rows !== 0) return null
  return { values: toJsonValues(tensor), width: tensor.data.length / rows }
}

function featureReader(feeds: Feeds, layout: Layout, rows: number): (row: number) => Record<string, Scalar> {
  const names = layout.features
  const columns =
    layout.binding === 'packed'
      ? [perRow(feeds[layout.inputs[0]?.name ?? ''], rows)]
      : layout.inputs.map((input) => perRow(feeds[input.name], rows))
  return (row) => {
    const features: Record<string, Scalar> = {}
    names.forEach((name, i) => {
      const column = layout.binding === 'packed' ? columns[0] : columns[i]
      const value =
        layout.binding === 'packed' ? column?.values[row * column.width + i] : column?.values[row * column.width]
      // Absent counts as missing; that is also how a field that must not leave the agent looks.
      if (value !== null && value !== undefined) features[name] = value
    })
    return features
  }
}

function scoreReader(outputs: Feeds, layout: Layout, rows: number): (row: number) => PredictionRow['scores'] {
  const block = layout.probabilityOutput === null ? null : perRow(outputs[layout.probabilityOutput], rows)
  if (block === null) return () => undefined
  const inUnit = (value: Scalar | null | undefined): value is number =>
    typeof value === 'number' && value >= -1e-6 && value <= 1 + 1e-6
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  const { values, width } = block
  if (width === 1) return (row) => (inUnit(values[row]) ? clamp(values[row] as number) : undefined)
  const positive = layout.positiveClass === null ? 1 : (layout.classes?.indexOf(layout.positiveClass) ?? 1)
  if (width === 2)
    return (row) => {
      const value = values[row * 2 + (positive === -1 ? 1 : positive)]
      return inUnit(value) ? clamp(value) : undefined
    }
  return (row) => {
    const scores: Record<string, number> = {}
    for (let i = 0; i < width; i += 1) {
      const value = values[row * width + i]
      if (inUnit(value)) scores[String(layout.classes?.[i] ?? i)] = clamp(value)
    }
    return Object.keys(scores).length === width ? scores : undefined
  }
}

function predictionReader(outputs: Feeds, layout: Layout, rows: number): (row: number) => Scalar | undefined {
  const name = layout.labelOutput ?? layout.valueOutput
  const block = name === null ? null : perRow(outputs[name], rows)
  if (block === null) return () => undefined
  return (row) => block.values[row * block.width] ?? undefined
}

const round = (ms: number) => Math.max(0, Math.round(ms * 1000) / 1000)

function rowsOf(exchange: Exchange, layout: Layout): PredictionRow[] {
  const { feeds, outputs, rows } = exchange
  const features = feeds === null ? null : featureReader(feeds, layout, rows)
  const scores = outputs === null ? null : scoreReader(outputs, layout, rows)
  const prediction = outputs === null ? null : predictionReader(outputs, layout, rows)
  return Array.from({ length: rows }, (_, row): PredictionRow => {
    const score = scores?.(row)
    const answer = prediction?.(row)
    return {
      // A batch of several rows shares one request id; each row adds its position.
      id: rows === 1 ? exchange.id : `${exchange.id}:${row}`,
      time: exchange.atMs,
      variantId: exchange.variantId,
      generation: exchange.generation,
      modelVersion: exchange.versionNumber,
      mirrored: exchange.mirrored,
      status: exchange.status,
      httpStatus: exchange.httpStatus,
      latencyMs: round(exchange.latencyMs),
      ...(exchange.modelMs === null ? {} : { modelLatencyMs: round(exchange.modelMs) }),
      ...(exchange.error === null ? {} : { error: exchange.error }),
      ...(features === null ? {} : { features: features(row) }),
      ...(answer === undefined ? {} : { prediction: answer }),
      ...(score === undefined ? {} : { scores: score }),
      segments: { 'slipway.assignment': exchange.assignment },
      ...(exchange.unitId === null ? {} : { unitId: exchange.unitId }),
      requestBytes: exchange.requestBytes,
      responseBytes: exchange.responseBytes,
    }
  })
}

export function toPredictionRows(block: Block): PredictionRow[] {
  return block.exchanges.flatMap((exchange) => {
    const layout = block.layouts[exchange.variantId]
    return layout === undefined ? [] : rowsOf(exchange, layout)
  })
}

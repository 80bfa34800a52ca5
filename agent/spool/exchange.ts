import type { ModelInterface } from '../gateway/model-interface'
import type { Feeds } from '../gateway/tensors/tensor-data'

export type ExchangeStatus = 'ok' | 'client_error' | 'server_error' | 'timeout' | 'shed'

/** How to read the tensors of a variant; stands once per block. */
export type Layout = Pick<
  ModelInterface,
  'binding' | 'features' | 'classes' | 'positiveClass' | 'labelOutput' | 'probabilityOutput' | 'valueOutput' | 'inputs'
>

/** One answered request as the gateway saw it, tensors and all; it becomes one prediction per row when it is sent. */
export interface Exchange {
  id: string
  /** Unix milliseconds when the answer was produced. */
  atMs: number
  variantId: string
  generation: number
  versionNumber: number
  mirrored: boolean
  status: ExchangeStatus
  httpStatus: number
  latencyMs: number
  modelMs: number | null
  unitId: string | null
  assignment: 'unit' | 'random' | 'override'
  rows: number
  error: { code: string; message: string } | null
  feeds: Feeds | null
  outputs: Feeds | null
  requestBytes: number
  responseBytes: number
}

export interface Block {
  version: 1
  deploymentId: string
  layouts: Record<string, Layout>
  exchanges: Exchange[]
}

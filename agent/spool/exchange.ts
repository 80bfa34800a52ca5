import type { ModelInterface } from '../gateway/model-interface'
import type { Feeds } from '../gateway/tensors/tensor-data'

export const EXCHANGE_STATUSES = ['ok', 'client_error', 'server_error', 'timeout', 'shed'] as const
export const ASSIGNMENTS = ['unit', 'random', 'override'] as const

export type ExchangeStatus = (typeof EXCHANGE_STATUSES)[number]

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
  assignment: (typeof ASSIGNMENTS)[number]
  rows: number
  error: { code: string; message: string } | null
  feeds: Feeds | null
  outputs: Feeds | null
  requestBytes: number
  responseBytes: number
}

export interface Block {
  deploymentId: string
  layouts: Record<string, Layout>
  exchanges: Exchange[]
}

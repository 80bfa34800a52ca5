import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from './test-gateway'

export interface ExpectedOutputs {
  tolerance: number
  features: string[]
  extraFeatures?: string[]
  rows: number[][]
  extra?: number[][]
  /** The rows with text where the model takes text. */
  columns?: unknown[][]
  models: Record<string, { label?: number[]; probability?: number[]; variable?: number[] }>
}

export function expectedOutputs(set: string): ExpectedOutputs {
  return JSON.parse(readFileSync(join(dataDir, set, 'expected', 'outputs.json'), 'utf8')) as ExpectedOutputs
}

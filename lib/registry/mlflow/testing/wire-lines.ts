import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { goldenFolder } from '@/lib/stats/testing/load-golden'

/** One request that an MLflow client sent, and what a reference server answered. */
export interface WireLine {
  /** Its place in the recording. */
  at: number
  client: string
  step: string
  method: string
  path: string
  query?: Record<string, string[]>
  body?: unknown
  contentType?: string
  status: number
  response: unknown
}

/** The recorded requests by client, in order; null when there is no recording. */
export function wireLines(): Map<string, WireLine[]> | null {
  const file = join(goldenFolder, 'mlflow-wire.jsonl')
  if (!existsSync(file)) return null
  const byClient = new Map<string, WireLine[]>()
  for (const [index, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (text === '') continue
    const line = { at: index + 1, ...JSON.parse(text) } as WireLine & { result?: string }
    if (line.result !== undefined) continue
    byClient.set(line.client, [...(byClient.get(line.client) ?? []), line])
  }
  return byClient
}

import type { Exchange } from '@/agent/spool/exchange'
import type { Capture } from '../capture/capture'
import type { Feeds } from '../tensors/tensor-data'
import { isMirrored } from './choose-variant'
import type { LiveVariant, RoutingTable } from './routing-table'

const CONCURRENT_COPIES = 8

function canTake(primary: Feeds, shadow: LiveVariant): boolean {
  return shadow.model.interface.inputs.every((input) => primary[input.name]?.type === input.type)
}

async function copyTo(
  shadow: LiveVariant,
  table: RoutingTable,
  primary: Exchange,
  feeds: Feeds,
  capture: Capture,
): Promise<void> {
  const startedAt = performance.now()
  const exchange: Exchange = {
    ...primary,
    variantId: shadow.variantId,
    generation: shadow.generation,
    versionNumber: Number(shadow.versionText),
    mirrored: true,
    feeds,
    outputs: null,
    error: null,
    responseBytes: 0,
  }
  shadow.inFlight += 1
  try {
    if (!canTake(feeds, shadow)) throw new Error('the shadow takes other inputs than the primary')
    exchange.outputs = await shadow.model.runner.run(feeds)
  } catch (error) {
    exchange.status = 'server_error'
    exchange.httpStatus = 500
    exchange.rows = 1
    exchange.feeds = null
    exchange.error = { code: 'shadow_failed', message: error instanceof Error ? error.message.slice(0, 500) : 'failed' }
    shadow.counters.failed += 1
  } finally {
    shadow.inFlight -= 1
  }
  exchange.latencyMs = performance.now() - startedAt
  exchange.modelMs = exchange.latencyMs
  exchange.atMs = Date.now()
  shadow.counters.served += exchange.rows
  capture.record(table.spec.deploymentId, shadow, table.spec.capture, exchange)
}

/** Copies an answered request to the shadows: after the answer, a few at a time, never queued. A busy shadow loses the copy. */
export function mirrorRequest(table: RoutingTable, primary: Exchange, feeds: Feeds, capture: Capture): void {
  for (const shadow of table.shadows) {
    if (!isMirrored(table, shadow, primary.unitId)) continue
    if (shadow.inFlight >= CONCURRENT_COPIES) shadow.counters.mirrorDropped += primary.rows
    else void copyTo(shadow, table, primary, feeds, capture)
  }
}

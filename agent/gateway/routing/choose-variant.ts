import { randomInt } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { bucketOf, mirrorBucketOf } from '@/lib/agents/domain/bucket'
import { BUCKETS, type UnitKey } from '@/lib/agents/domain/plan'
import { badRequest, RequestError } from '../request-error'
import type { LiveVariant, RoutingTable } from './routing-table'

export interface Choice {
  variant: LiveVariant
  assignment: 'unit' | 'random' | 'override'
  unitId: string | null
}

const MAX_UNIT_BYTES = 256

function atPointer(body: unknown, pointer: string): unknown {
  let value = body
  for (const token of pointer.slice(1).split('/')) {
    if (typeof value !== 'object' || value === null) return undefined
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (!Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

export function readUnit(unitKey: UnitKey | null, headers: IncomingHttpHeaders, body: unknown): string | null {
  if (unitKey === null) return null
  const raw = 'header' in unitKey ? headers[unitKey.header] : atPointer(body, unitKey.jsonPointer)
  const unit = typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : null
  if (unit === null || unit === '') return null
  if (Buffer.byteLength(unit) > MAX_UNIT_BYTES) throw badRequest(`the unit key is longer than ${MAX_UNIT_BYTES} bytes`)
  return unit
}

function overridden(table: RoutingTable, wanted: string): LiveVariant {
  if (!table.spec.facts.allowOverride)
    throw badRequest('choosing a variant or version is not allowed on this deployment')
  const found =
    table.variants.find((v) => v.variantId === wanted) ?? table.variants.find((v) => v.versionText === wanted)
  if (found === undefined || found.role === 'shadow')
    throw new RequestError('not_found', `variant or version "${wanted}" is not served here`)
  return found
}

/** Which variant answers: an allowed override, else the unit's bucket, else what the plan says about requests without a unit. */
export function chooseVariant(
  table: RoutingTable,
  headers: IncomingHttpHeaders,
  body: unknown,
  version: string | null,
): Choice {
  const { routing } = table.spec.plan
  const unitId = readUnit(routing?.unitKey ?? null, headers, body)
  const header = headers['x-slipway-variant']
  const wanted = version ?? (typeof header === 'string' ? header : null)
  if (wanted !== null) return { variant: overridden(table, wanted), assignment: 'override', unitId }
  if (unitId !== null && routing !== null)
    return { variant: ownerOf(table, bucketOf(routing.salt, unitId)), assignment: 'unit', unitId }
  if (routing !== null && routing.unitKey !== null && routing.missingUnit !== 'random') {
    if (routing.missingUnit === 'stable') return { variant: table.stable, assignment: 'random', unitId: null }
    throw badRequest(
      'header' in routing.unitKey
        ? `the header ${routing.unitKey.header} is required: it decides which version answers`
        : `the body must hold a unit at ${routing.unitKey.jsonPointer}: it decides which version answers`,
    )
  }
  return { variant: ownerOf(table, randomInt(BUCKETS)), assignment: 'random', unitId: null }
}

function ownerOf(table: RoutingTable, bucket: number): LiveVariant {
  return table.variants[table.owners[bucket] ?? 0] ?? table.stable
}

/** Whether this request is copied to a shadow; its own salt keeps the copy independent of the split. */
export function isMirrored(table: RoutingTable, shadow: LiveVariant, unitId: string | null): boolean {
  const salt = table.spec.plan.routing?.salt ?? table.spec.deploymentId
  const bucket = unitId === null ? randomInt(BUCKETS) : mirrorBucketOf(salt, unitId)
  return bucket < shadow.mirrorBps
}

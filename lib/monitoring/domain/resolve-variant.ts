import { ROLE } from './kinds'
import type { PredictionRow } from './prediction-row'

interface Variant {
  id: string
  versionNumber: number
}
interface Generation {
  generation: number
  fromMs: number
  roles: ReadonlyMap<string, number>
}

export type Resolved =
  | { ok: true; variantId: string; generation: number; role: number }
  | { ok: false; code: 'variant_unknown' | 'variant_ambiguous'; message: string }

const unknown = (message: string): Resolved => ({ ok: false, code: 'variant_unknown', message })
const ambiguous = (message: string): Resolved => ({ ok: false, code: 'variant_ambiguous', message })

/** Which variant answered, under which generation and in which role: from the record, else from what was in force at that time. */
export function resolveVariant(
  row: PredictionRow,
  variants: readonly Variant[],
  history: readonly Generation[],
): Resolved {
  const generation =
    row.generation === null ? inForceAt(history, row.atMs) : history.find((g) => g.generation === row.generation)
  if (generation === undefined)
    return unknown('no plan of this deployment has that generation, or none was in force at that time')
  const variant = pickVariant(row, variants, generation)
  if (!('id' in variant)) return variant
  const planned = generation.roles.get(variant.id)
  const role = row.mirrored ? ROLE.shadow : (planned ?? ROLE.stable)
  return { ok: true, variantId: variant.id, generation: generation.generation, role }
}

function pickVariant(row: PredictionRow, variants: readonly Variant[], generation: Generation): Variant | Resolved {
  if (row.variantId !== null)
    return variants.find((v) => v.id === row.variantId) ?? unknown('this deployment has no such variant')
  if (row.modelVersion !== null) {
    const ofVersion = variants.filter((v) => v.versionNumber === row.modelVersion)
    const planned = ofVersion.filter((v) => generation.roles.has(v.id))
    const chosen = planned.length === 1 ? planned[0] : ofVersion.length === 1 ? ofVersion[0] : undefined
    if (chosen !== undefined) return chosen
    return ofVersion.length === 0
      ? unknown('this deployment never had that model version')
      : ambiguous('several variants have that model version; send variantId')
  }
  const serving = variants.filter((v) => (generation.roles.get(v.id) ?? ROLE.shadow) !== ROLE.shadow)
  const [only] = serving
  return serving.length === 1 && only !== undefined
    ? only
    : ambiguous(`${serving.length} variants could have answered at that time; send variantId`)
}

/** The newest generation that had begun; the first one also covers what came just before it. */
function inForceAt(history: readonly Generation[], atMs: number): Generation | undefined {
  return history.findLast((generation) => generation.fromMs <= atMs) ?? history[0]
}

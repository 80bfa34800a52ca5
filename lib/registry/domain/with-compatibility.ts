import { compareManySignatures } from './compare-many-signatures'
import type { Signature } from './signature'

interface Numbered {
  modelId: string
  number: number
  signature: Signature | null
}

/** Versions of a list with what each does to callers of the one before it, as far as that one is in the list too. */
export function withCompatibility<T extends Numbered>(
  versions: readonly T[],
): (Omit<T, 'signature'> & { breaksPrevious: boolean | null })[] {
  const byNumber = new Map(versions.map((one) => [`${one.modelId}/${one.number}`, one]))
  return versions.map(({ signature, ...one }) => {
    const before = byNumber.get(`${one.modelId}/${one.number - 1}`)
    const [, breaksPrevious = null] = before ? compareManySignatures([before.signature, signature]).breaking : []
    return { ...one, breaksPrevious }
  })
}

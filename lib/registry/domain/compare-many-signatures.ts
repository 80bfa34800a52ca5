import { compareSignatures, type SignatureChange } from './compare-signatures'
import type { Signature } from './signature'

export interface SignatureRow {
  part: SignatureChange['part']
  name: string
  values: (string | null)[]
  breaking: boolean[]
}

export interface SignatureTable {
  rows: SignatureRow[]
  breaking: (boolean | null)[]
}

/** Each signature against the first one: one row per thing that any of them has otherwise, rows that break callers first. */
export function compareManySignatures(signatures: readonly (Signature | null)[]): SignatureTable {
  const baseline = signatures[0] ?? null
  const changes = signatures.map((one) => compareSignatures(baseline, one))
  const rows = new Map<string, SignatureRow>()
  for (const { part, name, before } of changes.flat()) {
    const key = `${part} ${name}`
    if (rows.has(key)) continue
    const own = changes.map((list) => list.find((change) => change.part === part && change.name === name))
    rows.set(key, {
      part,
      name,
      values: own.map((change, index) => (signatures[index] === null ? null : change ? change.after : before)),
      breaking: own.map((change) => change?.breaking ?? false),
    })
  }
  const weight = (row: SignatureRow) => Number(row.breaking.includes(true))
  return {
    rows: [...rows.values()].sort((a, b) => weight(b) - weight(a)),
    breaking: signatures.map((one, index) =>
      baseline === null || one === null ? null : (changes[index] ?? []).some((change) => change.breaking),
    ),
  }
}

import type { RegistryMatch } from '../../search-contract'

/** Matches of several ways as one list: what is found in two ways stands once, with both reasons, where it was first. */
export function joinMatches(ways: readonly (readonly RegistryMatch[])[]): RegistryMatch[] {
  const joined = new Map<string, RegistryMatch>()
  for (const match of ways.flat()) {
    const key = match.version?.id ?? match.modelId
    const known = joined.get(key)
    joined.set(key, known ? { ...known, reasons: [...known.reasons, ...match.reasons] } : match)
  }
  return [...joined.values()]
}

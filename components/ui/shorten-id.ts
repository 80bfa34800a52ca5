/** Middle-shortened: the prefix keeps its kind, both ends stay comparable by eye. */
export function shortenId(id: string): string {
  const colon = id.indexOf(':')
  const kind = colon > 0 && colon < 12 ? id.slice(0, colon + 1) : ''
  const rest = id.slice(kind.length)
  return rest.length <= 14 ? id : `${kind}${rest.slice(0, 6)}…${rest.slice(-4)}`
}

const PREFIX = 'slipway-audit/v1\n'

/** The event behind stored bytes; throws when they are not what `encodeEvent` writes. */
export function decodeEvent(body: Uint8Array): { text: string; event: Record<string, unknown> } {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  if (!text.startsWith(PREFIX)) throw new Error('not an audit event of version 1')
  const event: unknown = JSON.parse(text.slice(PREFIX.length))
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    throw new Error('an audit event is an object')
  return { text, event: event as Record<string, unknown> }
}

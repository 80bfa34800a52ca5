/** Origins that browsers trust without TLS: the only plain http ones that Slipway serves. */
export function isLoopbackHttp(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, hostname } = new URL(origin)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

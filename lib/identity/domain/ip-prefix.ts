/** The network an address belongs to for counting: /24 of IPv4, /56 of IPv6. */
export function ipPrefix(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+)\.(\d+)\.(\d+)\.\d+$/i.exec(address)
  if (v4) return `${v4[1]}.${v4[2]}.${v4[3]}.0/24`
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16) || 0)
  const fourth = ((groups[3] ?? 0) & 0xff00).toString(16)
  return `${groups
    .slice(0, 3)
    .map((group) => group.toString(16))
    .join(':')}:${fourth}::/56`
}

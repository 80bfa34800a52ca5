const NARROW_SPACE = '\u2009'

/** 2188 -> "2 188": thin spaces read alike in every locale and cannot be mistaken for a decimal mark. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, NARROW_SPACE)
}

/** At most `digits` significant digits, without exponent for everyday sizes. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return 'not a number'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 10 ** digits) return value < 0 ? `−${formatCount(size)}` : formatCount(size)
  if (size < 1e-4) return value.toExponential(Math.max(0, digits - 1))
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)))
  return value.toFixed(Math.min(decimals, 6)).replace('-', '−')
}

/** Share 0..1 as per cent with one digit, two below 1 %. */
export function formatPercent(share: number): string {
  const percent = share * 100
  const digits = percent !== 0 && Math.abs(percent) < 1 ? 2 : 1
  return `${percent.toFixed(digits).replace(/\.0+$/, '').replace('-', '−')}${NARROW_SPACE}%`
}

/** "80.3 to 81.5 %": a unit that both ends share is said once. */
export function formatInterval(low: number, high: number, format: (value: number) => string): string {
  const [from, to] = [format(low), format(high)]
  const unit = /[\s\u2009]\D+$/.exec(to)?.[0]
  return `${unit && from.endsWith(unit) ? from.slice(0, -unit.length) : from} to ${to}`
}

/** A difference always shows its sign. */
export function formatSigned(value: number, format: (value: number) => string = formatNumber): string {
  return value > 0 ? `+${format(value)}` : format(value)
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${unit === 0 ? size : size.toFixed(size < 10 ? 1 : 0)}${NARROW_SPACE}${units[unit]}`
}

/** Basis points (0..10000) as per cent. */
export function formatBps(bps: number): string {
  return formatPercent(bps / 10_000)
}

import type { GoldenVector } from './load-golden'

type Tolerance = GoldenVector['tolerance']

/** Every way in which an answer departs from its vector; empty when it passes. */
export function compareWithGolden(
  answer: unknown,
  { expected, tolerance }: Pick<GoldenVector, 'expected' | 'tolerance'>,
): string[] {
  const envelope = isEnvelope(answer) ? answer : { status: 'ok', value: answer }
  if (envelope['status'] !== expected.status) {
    return [`status ${String(envelope['status'])} (${String(envelope['reason'])}), wanted ${expected.status}`]
  }
  if (expected.status !== 'ok') {
    return envelope['reason'] === expected.reason
      ? []
      : [`reason ${String(envelope['reason'])}, wanted ${expected.reason}`]
  }
  return differences(envelope['value'], expected.value, tolerance, 'value')
}

function differences(got: unknown, want: unknown, tolerance: Tolerance, path: string): string[] {
  if (typeof want === 'number') {
    const close = typeof got === 'number' && Math.abs(got - want) <= tolerance.abs + tolerance.rel * Math.abs(want)
    return close ? [] : [`${path}: got ${String(got)}, wanted ${want}`]
  }
  if (Array.isArray(want)) {
    if (!Array.isArray(got) || got.length !== want.length)
      return [`${path}: got ${JSON.stringify(got)}, wanted ${want.length} items`]
    return want.flatMap((item, index) => differences(got[index], item, tolerance, `${path}[${index}]`))
  }
  if (isObject(want)) {
    if (!isObject(got)) return [`${path}: got ${String(got)}, wanted an object`]
    return Object.entries(want).flatMap(([key, field]) => differences(got[key], field, tolerance, `${path}.${key}`))
  }
  return got === want ? [] : [`${path}: got ${String(got)}, wanted ${String(want)}`]
}

function isEnvelope(value: unknown): value is Record<string, unknown> {
  return isObject(value) && 'status' in value && 'method' in value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

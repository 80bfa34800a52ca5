import { createHash } from 'node:crypto'
import { CliError } from '../cli-error'

/** Seconds of stream time after which the label of a row arrives; null = it never does. */
export type LabelDelay = (id: string) => number | null

const TWO_48 = 2 ** 48

/**
 * The same delay for everyone, from the row's id alone: log-normal with the given median and sigma, and a share that never arrives.
 * h = SHA-256("slipway-label:<set>:<id>"); three 48-bit numbers of it drive Box and Muller's transform and the coin.
 */
export function logNormalDelay(set: string, medianSec: number, sigma: number, neverShare: number): LabelDelay {
  return (id) => {
    const hash = createHash('sha256').update(`slipway-label:${set}:${id}`).digest()
    const [n1, n2, n3] = [hash.readUIntBE(0, 6), hash.readUIntBE(6, 6), hash.readUIntBE(12, 6)]
    if (n3 / TWO_48 < neverShare) return null
    const z = Math.sqrt(-2 * Math.log((n1 + 1) / TWO_48)) * Math.cos((2 * Math.PI * n2) / TWO_48)
    return Math.floor(medianSec * Math.exp(sigma * z))
  }
}

/** `none`, a fixed number of seconds, or `lognormal:SET:MEDIAN_SECONDS:SIGMA:NEVER_SHARE`. */
export function parseLabelDelay(text: string): LabelDelay {
  if (text === 'none') return () => 0
  const fixed = Number(text)
  if (Number.isFinite(fixed) && fixed >= 0) return () => fixed
  const [kind, set, median, sigma, never] = text.split(':')
  const numbers = [median, sigma, never].map(Number)
  if (kind !== 'lognormal' || !set || numbers.some((value) => !Number.isFinite(value) || value < 0))
    throw new CliError('--label-delay is none, a number of seconds, or lognormal:SET:MEDIAN_SECONDS:SIGMA:NEVER_SHARE.')
  return logNormalDelay(set, numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0)
}

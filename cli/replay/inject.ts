import { CliError } from '../cli-error'

type Cells = Record<string, number | string | null>
export type Injection = (record: Cells, index: number) => Cells

/** Every k-th row for a share of 1/k: a fault that is injected must be the same in every run. */
function isHit(index: number, share: number): boolean {
  return Math.floor((index + 1) * share) > Math.floor(index * share)
}

/** `missing:FEATURE:SHARE`, `shift:FEATURE:DELTA`, `scale:FEATURE:FACTOR` or `text:FEATURE:SHARE` (a word where a number belongs). */
export function parseInjection(text: string): Injection {
  const [kind, feature, amountText] = text.split(':')
  const amount = Number(amountText)
  if (!feature || !Number.isFinite(amount))
    throw new CliError(
      `--inject ${text}: use missing:FEATURE:SHARE, shift:FEATURE:DELTA, scale:FEATURE:FACTOR or text:FEATURE:SHARE.`,
    )
  const numeric =
    (change: (value: number) => number): Injection =>
    (record) => {
      const value = record[feature]
      return typeof value === 'number' ? { ...record, [feature]: change(value) } : record
    }
  switch (kind) {
    case 'missing':
      return (record, index) => (isHit(index, amount) ? { ...record, [feature]: null } : record)
    case 'text':
      return (record, index) => (isHit(index, amount) ? { ...record, [feature]: 'not-a-number' } : record)
    case 'shift':
      return numeric((value) => value + amount)
    case 'scale':
      return numeric((value) => value * amount)
    default:
      throw new CliError(`--inject ${text}: unknown kind ${kind}.`)
  }
}

import type { z } from 'zod'
import type { comparison } from '@/lib/registry/comparison-contract'

export type Comparison = z.output<typeof comparison>

function listed(names: readonly string[]): string {
  return names.length <= 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Who can take over from the baseline, in one sentence. What is not known is never called compatible. */
export function describeComparison({ versions, breaking, sameContent }: Comparison): string {
  const [baseline, ...others] = versions.map((version, index) => ({
    name: `v${version.number}`,
    breaking: breaking[index] ?? null,
    same: sameContent[index] ?? false,
  }))
  if (!baseline || others.length === 0) return 'Compare versions'
  const named = (test: (one: (typeof others)[number]) => boolean) => others.filter(test).map((one) => one.name)
  const twins = named((one) => one.same)
  const broken = named((one) => !one.same && one.breaking === true)
  const unknown = named((one) => !one.same && one.breaking === null)
  const fit = named((one) => !one.same && one.breaking === false)
  const from = `from ${baseline.name}`
  return [
    twins.length > 0 ? `${listed([baseline.name, ...twins])} hold the same bytes.` : '',
    broken.length > 0 ? `${listed(broken)} cannot take over ${from} without changing its callers.` : '',
    fit.length > 0 ? `${listed(fit)} can take over ${from}: same inputs and outputs for callers.` : '',
    unknown.length > 0 ? `Whether ${listed(unknown)} can take over ${from} is not known: a signature is missing.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

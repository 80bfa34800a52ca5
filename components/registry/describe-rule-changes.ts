import type { Protection, RegistryRules } from '@/lib/registry/domain/registry-rules'

/** A protection in words. */
export function protectionWords({ pattern, minImportance, environment }: Protection): string {
  const models =
    minImportance === 'low'
      ? 'all models'
      : `models of ${minImportance} importance${minImportance === 'critical' ? '' : ' or more'}`
  return `${pattern} of ${models}, by the policy of ${environment}`
}

function listChanges(what: string, before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((one) => !before.includes(one)).map((one) => `${what} added: ${one}`)
  return [...before.filter((one) => !after.includes(one)).map((one) => `${what} taken away: ${one}`), ...added]
}

const kept = (days: number) => (days === 0 ? 'until somebody archives them' : `at least ${days} days`)
const seconds = (value: number) => (value === 0 ? 'never' : `for ${value} s`)

/** What a change of the rules does, one line each; empty when it does nothing. */
export function describeRuleChanges(before: RegistryRules, after: RegistryRules): string[] {
  const lines: string[] = []
  if (before.defaultImportance !== after.defaultImportance)
    lines.push(`Importance of new models: ${before.defaultImportance} → ${after.defaultImportance}`)
  const words = (list: readonly Protection[]) => list.map(protectionWords)
  lines.push(...listChanges('Protected alias', words(before.protectedAliases), words(after.protectedAliases)))
  lines.push(...listChanges('Protected stage', words(before.protectedStages), words(after.protectedStages)))
  lines.push(...listChanges('Allowed pickle import', before.pickleImports, after.pickleImports))
  if (before.blockQuarantinedDownloads !== after.blockQuarantinedDownloads)
    lines.push(
      `Downloads of quarantined versions: ${after.blockQuarantinedDownloads ? 'allowed → refused' : 'refused → allowed'}`,
    )
  if (before.retentionDays !== after.retentionDays)
    lines.push(`Versions are kept: ${kept(before.retentionDays)} → ${kept(after.retentionDays)}`)
  if (before.replayWindowSeconds !== after.replayWindowSeconds)
    lines.push(
      `Delivered answers given again: ${seconds(before.replayWindowSeconds)} → ${seconds(after.replayWindowSeconds)}`,
    )
  return lines
}

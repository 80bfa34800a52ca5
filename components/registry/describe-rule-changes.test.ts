import { expect, test } from 'vitest'
import { registryRules } from '@/lib/registry/domain/registry-rules'
import { describeRuleChanges } from './describe-rule-changes'

const rules = registryRules.parse({})

test('no change says nothing', () => {
  expect(describeRuleChanges(rules, registryRules.parse({}))).toEqual([])
})

test('every change is one line with before and after', () => {
  const [champion] = rules.protectedAliases
  const after = registryRules.parse({
    ...rules,
    defaultImportance: 'high',
    protectedAliases: [champion, { pattern: 'eu-*', minImportance: 'low', environment: 'staging' }],
    pickleImports: ['sklearn.ensemble.*'],
    blockQuarantinedDownloads: true,
    replayWindowSeconds: 30,
    retentionDays: 3650,
  })
  expect(describeRuleChanges(rules, after)).toEqual([
    'Importance of new models: medium → high',
    'Protected alias taken away: production of models of high importance or more, by the policy of production',
    'Protected alias added: eu-* of all models, by the policy of staging',
    'Allowed pickle import added: sklearn.ensemble.*',
    'Downloads of quarantined versions: allowed → refused',
    'Versions are kept: until somebody archives them → at least 3650 days',
    'Delivered answers given again: never → for 30 s',
  ])
})

import { z } from 'zod'

const IMPORTANCE = ['low', 'medium', 'high', 'critical'] as const
export type Importance = (typeof IMPORTANCE)[number]

const protection = z.strictObject({
  /** An alias or stage name; `*` stands for any characters. */
  pattern: z.string().min(1).max(255),
  minImportance: z.enum(IMPORTANCE),
  /** The environment whose policy says whether moving it needs an approval. */
  environment: z.string().min(1).max(100),
})
export type Protection = z.infer<typeof protection>

const PROTECTED_BY_DEFAULT: Protection[] = ['champion', 'production'].map((pattern) => ({
  pattern,
  minImportance: 'high',
  environment: 'production',
}))

const PICKLE_IMPORT = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\.(?:[A-Za-z_]\w*|\*)$/

/** What a workspace decides about its registry. */
export const registryRules = z.strictObject({
  defaultImportance: z.enum(IMPORTANCE).default('medium'),
  protectedAliases: z.array(protection).max(50).default(PROTECTED_BY_DEFAULT),
  protectedStages: z
    .array(protection)
    .max(50)
    .default([{ pattern: 'Production', minImportance: 'high', environment: 'production' }]),
  /** Also a delivered answer is given again to the same call for so long: for networks that invent errors. */
  replayWindowSeconds: z.int().min(0).max(120).default(0),
  blockQuarantinedDownloads: z.boolean().default(false),
  /** What pickles here may import beside what is harmless anywhere: `module.name`, `*` for any name of a module. */
  pickleImports: z
    .array(
      z.string().max(200).regex(PICKLE_IMPORT, { error: 'name it as module.name, or module.* for all of a module' }),
    )
    .max(200)
    .default([]),
  /** So long after their registration usable versions are not archived (enforced by the database); 0: no such time. */
  retentionDays: z.int().min(0).max(36_500).default(0),
})
export type RegistryRules = z.infer<typeof registryRules>
export const changeRulesInput = registryRules.extend({ reason: z.string().trim().max(2000).nullish() })

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${source}$`, 'su').test(name)
}

/** The first rule that holds for a name of a model of this importance, or null. */
export function protectionOf(rules: readonly Protection[], name: string, importance: Importance): Protection | null {
  const level = IMPORTANCE.indexOf(importance)
  return rules.find((rule) => level >= IMPORTANCE.indexOf(rule.minImportance) && matches(rule.pattern, name)) ?? null
}

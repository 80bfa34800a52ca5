import { listEnvironments } from '@/lib/identity/door'
import { AppError } from '@/lib/kernel/app-error'
import type { CommandContext } from '@/lib/server/operation'
import { type Importance, protectionOf } from './domain/registry-rules'
import { readRules } from './read-rules'

interface Move {
  model: { id: string; name: string; importance: string }
  kind: 'alias' | 'stage'
  name: string
  /** Version numbers; null: no such name yet, or none afterwards. */
  from: number | null
  to: number | null
}

/**
 * Refuses to move a protected name outside an approved request: the refusal carries all that a request needs. An environment under
 * `solo` protects nothing, since nobody else could approve. What runs inside the process (an approved request, a seed) passes.
 */
export async function requireUnprotected(ctx: CommandContext, { model, kind, name, from, to }: Move): Promise<void> {
  if (ctx.principal.kind === 'job') return
  const rules = await readRules(ctx.tx, ctx.workspace.id)
  const list = kind === 'alias' ? rules.protectedAliases : rules.protectedStages
  const rule = protectionOf(list, name, model.importance as Importance)
  if (rule === null) return
  const environments = await listEnvironments(ctx.tx, ctx.workspace.id)
  const environment = environments.find((one) => one.name === rule.environment)
  if (!environment || environment.policy === 'solo') return
  const subject = kind === 'alias' ? `Alias '${name}'` : `Stage '${name}'`
  const move = { modelId: model.id, modelName: model.name, kind, name, from, to, environmentId: environment.id }
  throw new AppError('refused', {
    message: `${subject} of '${model.name}' is protected by environment '${environment.name}'.`,
    details: { reason: 'protected', move },
  })
}

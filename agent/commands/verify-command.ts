import type { KeyObject } from 'node:crypto'
import { COMMAND_PAYLOAD_TYPE, type CommandPayload, commandPayloadSchema } from '@/lib/agents/domain/command'
import { type Envelope, openEnvelope } from '@/lib/agents/domain/dsse'
import { planDigest } from '@/lib/agents/domain/plan'
import { planProblem } from '@/lib/agents/domain/plan-problem'
import type { AllowRule } from '../config/agent-config'
import { matchesGlob } from '../config/matches-glob'

export type RejectionCode =
  | 'unsupported'
  | 'wrong_target'
  | 'not_allowed'
  | 'expired'
  | 'bad_plan'
  | 'stale_fence'
  | 'conflict'
  | 'not_authorized'

export interface VerifyFacts {
  keyOf(keyId: string): KeyObject | null
  agentId: string
  targets: ReadonlyMap<string, { runtime: string; location: string }>
  allow: readonly AllowRule[]
  serverNowMs: number
  highestFence(deploymentId: string): bigint
  /** From the resource itself; null when nothing serves. */
  live(deploymentId: string): { planDigest: string; fence: bigint } | null
}

export type Verified =
  | { outcome: 'accepted'; command: CommandPayload }
  | { outcome: 'rejected'; code: RejectionCode; detail: string; command: CommandPayload | null; payload: unknown }
  /** Nobody trusted has signed it: it cannot even be answered. */
  | { outcome: 'ignored' }

interface ServingClaim {
  environmentId: string
  kind?: string
  params: { environmentName: string; modelName: string }
}

/** The local allow-list, which the control plane cannot change: deny by default. */
export function allowedRule(
  claim: ServingClaim,
  target: { runtime: string; location: string },
  allow: readonly AllowRule[],
): AllowRule | null {
  const rule = allow.find(
    (r) =>
      r.runtime === target.runtime &&
      matchesGlob(r.location, target.location) &&
      r.environments.some((e) => matchesGlob(e, claim.params.environmentName) || e === claim.environmentId) &&
      r.models.some((m) => matchesGlob(m, claim.params.modelName)) &&
      (claim.kind === undefined || r.kinds.some((kind) => kind === claim.kind)),
  )
  return rule ?? null
}

type Check = [RejectionCode, string] | null

function checkPlan(command: CommandPayload): Check {
  if (planDigest(command.plan) !== command.planDigest)
    return ['bad_plan', 'The plan does not have the digest it is announced under.']
  if (command.plan.deploymentId !== command.deploymentId) return ['bad_plan', 'The plan is of another deployment.']
  const problem = planProblem(command.plan)
  if (problem !== null) return ['bad_plan', problem]
  if (command.plan.variants.some((v) => v.requestCap !== null))
    return ['bad_plan', 'A request cap cannot be served by this runtime.']
  return null
}

function checkState(command: CommandPayload, facts: VerifyFacts): Check {
  const fence = BigInt(command.fence)
  const live = facts.live(command.deploymentId)
  const highest = facts.highestFence(command.deploymentId)
  if (fence <= highest || (live !== null && fence <= live.fence))
    return [
      'stale_fence',
      `Fence ${fence} is not higher than ${live !== null && live.fence > highest ? live.fence : highest}.`,
    ]
  const starts = [...command.precondition.planDigests, command.planDigest]
  if (live !== null && !starts.includes(live.planDigest)) return ['conflict', `The live plan is ${live.planDigest}.`]
  return null
}

function firstFailure(command: CommandPayload, facts: VerifyFacts): Check {
  const target = facts.targets.get(command.targetId)
  if (command.agentId !== facts.agentId || target === undefined)
    return ['wrong_target', 'The command is for another agent or target.']
  const rule = allowedRule(command, target, facts.allow)
  if (rule === null)
    return [
      'not_allowed',
      `agent.json does not allow ${command.kind} of ${command.params.modelName} in ${command.params.environmentName}.`,
    ]
  if (facts.serverNowMs < Date.parse(command.notBefore) || facts.serverNowMs > Date.parse(command.expiresAt))
    return ['expired', 'The command is outside its time window.']
  const plan = checkPlan(command) ?? checkState(command, facts)
  if (plan !== null) return plan
  // T0 trusts the control plane's signature, which was checked first; what higher levels ask for cannot be checked here.
  return rule.trust === 'T0'
    ? null
    : [
        'not_authorized',
        `This target asks for trust level ${rule.trust}; the command carries no proof that was verified.`,
      ]
}

/** Everything that must hold before anything acts, in order; the first failure is the answer. Artifacts are checked when they are fetched. */
export function verifyCommand(envelope: Envelope, facts: VerifyFacts): Verified {
  const bytes = openEnvelope(envelope, COMMAND_PAYLOAD_TYPE, facts.keyOf)
  if (bytes === null) return { outcome: 'ignored' }
  let payload: unknown
  try {
    payload = JSON.parse(bytes.toString('utf8'))
  } catch {
    return { outcome: 'ignored' }
  }
  const parsed = commandPayloadSchema.safeParse(payload)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return {
      outcome: 'rejected',
      code: 'unsupported',
      detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`,
      command: null,
      payload,
    }
  }
  const failure = firstFailure(parsed.data, facts)
  if (failure === null) return { outcome: 'accepted', command: parsed.data }
  return { outcome: 'rejected', code: failure[0], detail: failure[1], command: parsed.data, payload }
}

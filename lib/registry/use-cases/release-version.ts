import { personIdOf } from '@/lib/identity/domain/principal'
import { listEnvironments } from '@/lib/identity/door'
import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { quarantineInput, versionOutput } from '../contract'
import { refuseRelease } from '../domain/decide-release'
import type { ScanVerdict } from '../domain/intake/finding'
import { versionDetailOf } from '../reads'
import { requirePersonHere } from '../require-person-here'
import { lockVersion, requireTransition, touchModel } from '../store'

const REFUSALS = {
  verdict: {
    code: 'refused',
    message:
      'Intake found this version dangerous or could not read it; it is never released. Register corrected files.',
  },
  registrant: { code: 'forbidden', message: 'You registered this version; somebody else has to release it.' },
} as const

/** A person lets a version out of quarantine: it can be deployed from now on. What intake found stays with it. */
export const releaseVersion = defineCommand({
  name: 'registry.release-version',
  permission: 'registry:validate',
  input: quarantineInput,
  output: versionOutput,
  audit: ['registry.version-released'],
  async run(ctx, { versionId, reason }) {
    const { tx, workspace, principal } = ctx
    requirePersonHere(principal)
    const version = await lockVersion(ctx, versionId)
    const state = requireTransition(version, 'release')
    const environments = await listEnvironments(tx, workspace.id)
    const refusal = refuseRelease({
      verdict: version.verdict as ScanVerdict | null,
      createdById: version.createdById,
      personId: personIdOf(principal),
      fourEyes: environments.some((environment) => environment.policy !== 'solo'),
    })
    if (refusal !== null) {
      const { code, message } = REFUSALS[refusal]
      throw new AppError(code, { message, details: { reason: refusal } })
    }
    const where = { workspaceId_id: { workspaceId: workspace.id, id: versionId } }
    await tx.modelVersion.update({
      where,
      data: {
        state,
        stateReason: `Released from quarantine by ${principal.name}: ${reason}`,
        readyAt: version.readyAt ?? ctx.clock.now(),
        revision: { increment: 1 },
      },
    })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record('registry.version-released', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason,
      before: { state: version.state, verdict: version.verdict, why: version.stateReason },
      after: { state, verdict: version.verdict, manifestDigest: version.manifestDigest },
    })
    return versionDetailOf(tx, where)
  },
})

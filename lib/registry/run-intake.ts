import { join } from 'node:path'
import type { Principal } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { blobs } from '@/lib/server/blobs'
import { database } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import { runCommand } from '@/lib/server/run-command'
import type { IntakeDecision } from './domain/intake/decide-intake'
import { judgeByRules } from './domain/intake/judge-by-rules'
import { sortManifest } from './domain/manifest'
import { intakeFiles } from './intake-files'
import { readRules } from './read-rules'
import { settleVersion } from './use-cases/settle-version'

const principal: Principal = {
  kind: 'job',
  id: 'registry.intake',
  name: 'registry.intake',
  permissions: ['registry:settle'],
}

/** Checks a submitted version outside of any transaction, then records the outcome. Safe to repeat. */
export async function runIntake({ workspaceId, versionId }: { workspaceId: string; versionId: string }): Promise<void> {
  const version = await database().modelVersion.findUnique({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    select: { state: true, manifestDigest: true, files: true },
  })
  if (version?.state !== 'SCANNING' || version.manifestDigest === null) return
  const files = sortManifest(version.files.map((file) => ({ ...file, sizeBytes: Number(file.sizeBytes) })))
  const found = await intakeFiles(blobs(), files, { spoolDir: join(env.SLIPWAY_HOME, 'spool') })
  const { pickleImports } = await readRules(database(), workspaceId)
  const { findings, verdict, reason } = judgeByRules(found.findings, pickleImports)
  const decision = { ...found, findings, verdict, stateReason: found.state === 'READY' ? null : reason }
  const { manifestDigest } = version
  const settle = (outcome: IntakeDecision) =>
    runCommand(settleVersion, {
      principal,
      workspace: workspaceId,
      input: { versionId, manifestDigest, ...outcome },
    })
  try {
    await settle(decision)
  } catch (error) {
    // A file can say things about itself that no version can hold. It must not keep the version in intake for ever.
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    await settle(unusable(decision.format, error.message))
  }
}

function unusable(format: string, why: string): IntakeDecision {
  const message = `What its files say about themselves cannot be kept: ${why}`
  return {
    state: 'REFUSED',
    stateReason: message,
    verdict: 'unscannable',
    findings: [{ code: 'header_not_usable', answer: 'refuse', verdict: 'unscannable', path: '', message }],
    format,
    task: null,
    signature: null,
    metadata: {},
    metrics: {},
    trainingDigest: null,
    description: '',
  }
}

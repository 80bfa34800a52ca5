import type { SigningVerdict } from '../domain/signing/signing-verdict'
import { signingVerdicts } from '../signing/signing-verdicts'
import type { VersionFacts } from './facts'
import type { MlflowScope } from './mlflow-row'
import type { VersionStanding } from './version-standing'

/** Signatures are judged anew each time: beyond so many signed versions, a list leaves their verdicts out. */
const MAX_JUDGED = 100

export interface VersionAbout {
  standing: VersionStanding | null
  /** Null: not judged here. */
  signature: SigningVerdict | null
}

const idsOf = (versions: readonly VersionFacts[]) => [...new Set(versions.map(({ id }) => id))]

/** What the rows of some versions do not hold themselves; nothing is asked about versions that nobody rolled out, asked for or signed. */
export async function aboutVersions(
  versions: readonly VersionFacts[],
  { db, workspace, standingOf }: MlflowScope,
): Promise<(version: VersionFacts) => VersionAbout> {
  const concerned = idsOf(versions.filter((version) => version.isConcerned))
  const signed = idsOf(versions.filter((version) => version.isSigned)).slice(0, MAX_JUDGED)
  const [standings, verdicts] = await Promise.all([
    concerned.length === 0 ? null : standingOf(db, workspace.id, concerned),
    signed.length === 0 ? null : signingVerdicts(db, workspace.id, signed),
  ])
  return ({ id, isSigned }) => ({
    standing: standings?.get(id) ?? null,
    signature: isSigned ? (verdicts?.get(id) ?? null) : 'unsigned',
  })
}

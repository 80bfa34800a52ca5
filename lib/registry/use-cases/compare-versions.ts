import { defineQuery } from '@/lib/server/operation'
import { compareVersionsInput, comparison, versionSummary } from '../contract'
import { compareRecords } from '../domain/compare-records'
import { compareSignatures } from '../domain/compare-signatures'
import type { Signature } from '../domain/signature'
import { versionDetailOf } from '../reads'

export const compareVersions = defineQuery({
  name: 'registry.compare-versions',
  permission: 'registry:read',
  input: compareVersionsInput,
  output: comparison,
  async run({ db, workspace }, input) {
    const load = (id: string) => versionDetailOf(db, { workspaceId_id: { workspaceId: workspace.id, id } })
    const [before, after] = await Promise.all([load(input.before), load(input.after)])
    const signature = compareSignatures(before.signature as Signature | null, after.signature as Signature | null)
    const known = before.signature !== null && after.signature !== null
    return {
      before: versionSummary.parse(before),
      after: versionSummary.parse(after),
      metrics: compareRecords(before.metrics, after.metrics),
      params: compareRecords(before.params, after.params),
      signature,
      breaking: known ? signature.some((change) => change.breaking) : null,
      sameContent: before.manifestDigest !== null && before.manifestDigest === after.manifestDigest,
    }
  },
})

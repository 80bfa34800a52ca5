import { defineQuery } from '@/lib/server/operation'
import { compareVersionsInput, comparison } from '../comparison-contract'
import { versionSummary } from '../contract'
import { compareManySignatures } from '../domain/compare-many-signatures'
import { compareRecords } from '../domain/compare-records'
import type { Signature } from '../domain/signature'
import { versionDetailOf } from '../reads'

export const compareVersions = defineQuery({
  name: 'registry.compare-versions',
  permission: 'registry:read',
  input: compareVersionsInput,
  output: comparison,
  async run({ db, workspace }, input) {
    const ids = input.versions.split(',')
    const load = (id: string) => versionDetailOf(db, { workspaceId_id: { workspaceId: workspace.id, id } })
    const versions = await Promise.all(ids.map(load))
    const { rows, breaking } = compareManySignatures(versions.map((one) => one.signature as Signature | null))
    const baseline = versions[0]?.manifestDigest ?? null
    return {
      versions: versions.map((one) => versionSummary.parse(one)),
      metrics: compareRecords(versions.map((one) => one.metrics)),
      params: compareRecords(versions.map((one) => one.params)),
      signature: rows,
      breaking,
      sameContent: versions.map((one) => baseline !== null && one.manifestDigest === baseline),
    }
  },
})

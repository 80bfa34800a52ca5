import { defineQuery } from '@/lib/server/operation'
import { versionRef } from '../contract'
import { vulnerabilityReport } from '../dependency-contract'
import { byGravity, findAdvisories } from '../domain/advisories/find-advisories'
import { configuredDatabase } from '../osv/configured-database'
import { readVersionDependencies } from '../read-version-dependencies'

/** What the configured database says of every package that the version pins; evaluated anew, since the database moves on. */
export const getVulnerabilities = defineQuery({
  name: 'registry.get-vulnerabilities',
  permission: 'registry:read',
  input: versionRef,
  output: vulnerabilityReport,
  async run({ db, workspace }, { versionId }) {
    const { dependencies } = await readVersionDependencies(db, workspace.id, versionId)
    const relevant = dependencies.filter((one) => one.applies !== false)
    const pins = new Map(
      relevant.flatMap(({ key, pinned }) =>
        pinned === null ? [] : [[`${key} ${pinned}`, { package: key, version: pinned }] as const],
      ),
    )
    const pinned = [...pins.values()]
    const known = new Set(pinned.map((one) => one.package))
    const unknown = [...new Set(relevant.map((one) => one.key).filter((key) => !known.has(key)))]
    const configured = await configuredDatabase()
    if (configured.state !== 'ready') return { database: configured, findings: [], checked: 0, unknown }
    const { asOf, records } = configured.database
    const found = await Promise.all(
      pinned.map(async (one) => findAdvisories(await configured.database.about(one.package), one)),
    )
    const findings = found.flat().sort(byGravity)
    return { database: { state: 'ready' as const, asOf, records }, findings, checked: pinned.length, unknown }
  },
})

import { defineQuery } from '@/lib/server/operation'
import { versionRef } from '../contract'
import { dependencyReport } from '../dependency-contract'
import { readVersionDependencies } from '../read-version-dependencies'

export const getDependencies = defineQuery({
  name: 'registry.get-dependencies',
  permission: 'registry:read',
  input: versionRef,
  output: dependencyReport,
  run: ({ db, workspace }, { versionId }) => readVersionDependencies(db, workspace.id, versionId),
})

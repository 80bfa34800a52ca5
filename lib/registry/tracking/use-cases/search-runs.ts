import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import { experimentNumber } from '../domain/ids'
import { runPage, searchRunsInput } from '../run-contract'
import { readRuns } from '../store/read-runs'
import { searchRunIds } from '../store/search-runs'

const key = z.array(z.union([z.string(), z.null()]))

/** Runs of one experiment for screens: MLflow's filter words, any metric, param or attribute as order. */
export const searchRuns = defineQuery({
  name: 'registry.search-runs',
  permission: 'registry:read',
  input: searchRunsInput,
  output: runPage,
  async run({ db, workspace }, { cursor, experimentId, sort, ...search }) {
    const number = experimentNumber(experimentId)
    const { ids, next } = await searchRunIds(db, workspace.id, {
      ...search,
      experiments: number === null ? [] : [number],
      orderBy: sort ? [sort] : [],
      after: decodeCursor(cursor, key),
    })
    return { items: await readRuns(db, workspace.id, ids), nextCursor: next === null ? null : encodeCursor(next) }
  },
})

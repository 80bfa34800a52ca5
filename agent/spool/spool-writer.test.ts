import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/new-id'
import type { Exchange, Layout } from './exchange'
import { decodeSegment } from './segment-format'
import { listSegments } from './segment-names'
import { SpoolWriter } from './spool-writer'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'slipway-spool-'))
})
afterEach(() => rm(dir, { recursive: true }))

const layout: Layout = {
  binding: 'packed',
  features: [],
  classes: null,
  positiveClass: null,
  labelOutput: null,
  probabilityOutput: null,
  valueOutput: null,
  inputs: [],
}

const [ONE, TWO] = [newId(), newId()]

const exchange = (id: string): Exchange => ({
  id,
  atMs: 1000,
  variantId: 'stable',
  generation: 1,
  versionNumber: 1,
  mirrored: false,
  status: 'ok',
  httpStatus: 200,
  latencyMs: 1,
  modelMs: null,
  unitId: null,
  assignment: 'random',
  rows: 1,
  error: null,
  feeds: null,
  outputs: null,
  requestBytes: 0,
  responseBytes: 0,
})

async function writtenIds(): Promise<string[]> {
  const segments = await listSegments(dir)
  const blocks = await Promise.all(segments.map(async ({ path }) => decodeSegment(await readFile(path)).blocks))
  return blocks.flat().flatMap((block) => block.exchanges.map(({ id }) => id))
}

test('what was added is sealed when the writer closes', async () => {
  const writer = new SpoolWriter(dir)
  writer.add('d', exchange(ONE), layout)
  writer.add('d', exchange(TWO), layout)
  expect(writer.bufferedRows).toBe(2)
  await writer.close()
  expect(await writtenIds()).toEqual([ONE, TWO])
  expect((await listSegments(dir)).map(({ open, rows }) => ({ open, rows }))).toEqual([{ open: false, rows: 2 }])
  expect([writer.bufferedRows, writer.bufferedBytes]).toEqual([0, 0])
})

test('rows that the disk refused are written when it takes them again, in order', async () => {
  const writer = new SpoolWriter(dir)
  // A file where the folder of the deployment belongs: nothing can be created below it.
  await writeFile(join(dir, 'd'), '')
  writer.add('d', exchange(ONE), layout)
  await expect(writer.close()).rejects.toThrow()
  expect(writer.bufferedRows).toBe(1)
  await rm(join(dir, 'd'))
  writer.add('d', exchange(TWO), layout)
  await writer.close()
  expect(await writtenIds()).toEqual([ONE, TWO])
  expect(writer.bufferedRows).toBe(0)
})

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storedZip } from '../testing/stored-zip'
import { loadOsvDatabase } from './osv-database'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-osv-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const record = (id: string, name: string, modified: string) => ({
  id,
  modified,
  affected: [{ package: { ecosystem: 'PyPI', name }, versions: ['1.0'] }],
})
const RECORDS = [
  record('PYSEC-1', 'Some.Package', '2026-01-01T00:00:00Z'),
  record('PYSEC-2', 'some-package', '2026-05-01T00:00:00Z'),
  record('PYSEC-3', 'other', '2026-03-01T00:00:00Z'),
]
const FILES = Object.fromEntries(RECORDS.map((one) => [`${one.id}.json`, JSON.stringify(one)]))

async function write(name: string, content: string | Buffer): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

test('a zip, lines, one JSON array and a folder of files say the same', async () => {
  await mkdir(join(folder, 'records'))
  for (const [name, text] of Object.entries(FILES)) await write(join('records', name), text)
  const paths = [
    await write('all.zip', storedZip({ ...FILES, 'README.md': 'not a record' })),
    await write('all.jsonl', `${RECORDS.map((one) => JSON.stringify(one)).join('\n')}\n\n`),
    await write('all.json', JSON.stringify(RECORDS)),
    join(folder, 'records'),
  ]
  for (const path of paths) {
    const database = await loadOsvDatabase(path)
    expect(database).toMatchObject({ asOf: '2026-05-01T00:00:00Z', records: 3 })
    expect((await database.about('some-package')).map((one) => one.id).sort()).toEqual(['PYSEC-1', 'PYSEC-2'])
    expect(await database.about('absent')).toEqual([])
  }
})

test('a file without records is refused, so that it cannot pass for a database that knows of nothing', async () => {
  await expect(loadOsvDatabase(await write('empty.json', '[]'))).rejects.toThrow('no OSV record')
  await expect(loadOsvDatabase(await write('wrong.jsonl', '{"hello":1}\n'))).rejects.toThrow('no OSV record')
  await expect(loadOsvDatabase(await write('cut.zip', storedZip(FILES).subarray(0, 60)))).rejects.toThrow()
  await expect(loadOsvDatabase(join(folder, 'absent'))).rejects.toThrow()
})

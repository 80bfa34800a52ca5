import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { tinyOnnx } from '../testing/tiny-onnx'
import type { LocalFile } from './run-scanner'
import { runsForAnyone } from './runs-for-anyone'
import { scanFiles } from './scan-files'
import { SCAN_LIMITS } from './scan-limits'

const folder = mkdtempSync(join(tmpdir(), 'slipway-scan-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(path: string, bytes: Uint8Array): LocalFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const localPath = join(folder, sha256)
  writeFileSync(localPath, bytes, { mode: 0o600 })
  return { path, sha256, sizeBytes: bytes.length, localPath }
}

const model = (width: number) => file(`model-${width}.onnx`, tinyOnnx({}, width))
const scan = (files: LocalFile[], options: { program?: string; limits?: Partial<typeof SCAN_LIMITS> } = {}) =>
  scanFiles(files, {
    siblings: files.map((one): [string, number] => [one.path, one.sizeBytes]),
    ...options,
    limits: { ...SCAN_LIMITS, ...options.limits },
  })

/** A program that answers its first file and meets its fate at the second. */
const after = (fate: string) => `
  import { writeSync } from 'node:fs'
  const report = { format: 'text', findings: [], onnx: null, header: null, companions: [] }
  writeSync(1, JSON.stringify(report) + '\\n')
  ${fate}
`

test('sound files are read in a process of their own', async () => {
  const outcomes = await scan([model(2), model(3)])
  expect(outcomes).toMatchObject([
    { format: 'onnx', findings: [], onnx: { inputs: [{ name: 'input', shape: [-1, 2] }] } },
    { format: 'onnx', findings: [], onnx: { inputs: [{ shape: [-1, 3] }] } },
  ])
})

test('bytes that are not those of the manifest are said to be so', async () => {
  const changed = { ...model(4), sha256: '0'.repeat(64) }
  const shorter = { ...model(5), sizeBytes: 9999 }
  expect(await scan([changed, shorter])).toEqual([{ failed: 'digest_mismatch' }, { failed: 'digest_mismatch' }])
})

test('a file that never ends the reading costs its own verdict only', async () => {
  const options = { program: after('for (;;);'), limits: { fileMs: 2500 } }
  const outcomes = await scan([model(6), model(7), model(8)], options)
  const failed = 'reading it takes longer than 3 s'
  expect(outcomes).toMatchObject([{ format: 'text' }, { failed }, { format: 'text' }])
})

test('a process that is killed, exits or answers nonsense makes its file unread, not clean', async () => {
  const one = [model(9)]
  expect(await scan(one, { program: 'process.kill(process.pid, "SIGKILL")' })).toEqual([
    { failed: 'the scanner ended before its answer (SIGKILL)' },
  ])
  expect(await scan(one, { program: 'process.exit(0)' })).toEqual([
    { failed: 'the scanner ended before its answer (code 0)' },
  ])
  const shout = 'import { writeSync } from "node:fs"; writeSync(1, "{\\"format\\":7}\\n")'
  expect(await scan(one, { program: shout })).toEqual([{ failed: 'the scanner gave no readable answer' }])
})

test('memory is limited inside the heap and outside of it', async () => {
  const heap = 'const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length))'
  const reason = 'reading it takes more memory than is allowed'
  expect(await scan([model(10)], { program: heap, limits: { heapMiB: 32 } })).toEqual([{ failed: reason }])
  const outside = 'const kept = []; for (;;) kept.push(Buffer.alloc(8388608, 1))'
  expect(await scan([model(11)], { program: outside, limits: { residentMiB: 256 } })).toEqual([{ failed: reason }])
})

test('the process sees no environment, opens no file, starts no process and no thread, and is nobody', async () => {
  const program = `
    import { readFileSync, writeFileSync, writeSync } from 'node:fs'
    import { spawnSync } from 'node:child_process'
    import { Worker } from 'node:worker_threads'
    const tried = (what) => { try { what(); return 'done' } catch (error) { return error.code } }
    const header = {
      environment: Object.keys(process.env),
      read: tried(() => readFileSync('/etc/hostname')),
      write: tried(() => writeFileSync('/tmp/slipway-scanner-was-here', '')),
      spawn: tried(() => spawnSync('true')),
      thread: tried(() => new Worker('', { eval: true })),
      user: process.getuid?.() ?? null,
    }
    writeSync(1, JSON.stringify({ format: 'text', findings: [], onnx: null, header, companions: [] }) + '\\n')
  `
  const denied = 'ERR_ACCESS_DENIED'
  const expected = { environment: [], read: denied, write: denied, spawn: denied, thread: denied }
  const [outcome] = await scan([model(12)], { program })
  expect(outcome).toMatchObject({ header: expected })
  if (process.getuid?.() === 0 && runsForAnyone(process.execPath))
    expect(outcome).toMatchObject({ header: { user: 65534 } })
})

test('a bomb is answered by its declared size, in no time', async () => {
  const packed = deflateRawSync(Buffer.alloc(50_000_000))
  const local = Buffer.alloc(30)
  const central = Buffer.alloc(46)
  const crc = crc32(Buffer.alloc(50_000_000))
  local.writeUInt32LE(0x04034b50, 0)
  central.writeUInt32LE(0x02014b50, 0)
  for (const [header, at] of [
    [local, 8],
    [central, 10],
  ] as const) {
    header.writeUInt16LE(8, at)
    header.writeUInt32LE(crc, at + 6)
    header.writeUInt32LE(packed.length, at + 10)
    header.writeUInt32LE(50_000_000, at + 14)
    header.writeUInt16LE(1, at + 18)
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(47, 12)
  end.writeUInt32LE(31 + packed.length, 16)
  const name = Buffer.from('a')
  const bomb = file('bomb.zip', Buffer.concat([local, name, packed, central, name, end]))
  expect(await scan([bomb])).toMatchObject([{ findings: [{ code: 'archive_ratio', verdict: 'dangerous' }] }])
})

test('one that ends its process again and again does not hold up the version for ever', async () => {
  const outcomes = await scan(
    Array.from({ length: 12 }, (_, i) => model(100 + i)),
    { program: 'process.exit(1)' },
  )
  expect(outcomes).toHaveLength(12)
  expect(outcomes.every((outcome) => 'failed' in outcome)).toBe(true)
  expect(outcomes.at(-1)).toEqual({
    failed: 'too many files of this version could not be read; the rest was not looked at',
  })
})

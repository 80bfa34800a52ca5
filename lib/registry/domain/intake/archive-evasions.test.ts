import { deflateRawSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type TarPart, tarBytes, zipBytes } from '../../testing/archive-bytes'
import { inspectVerdict } from '../../testing/inspect-verdict'
import { tinyOnnx } from '../../testing/tiny-onnx'
import { inMemory } from './byte-source'
import { inspectSource } from './inspect-source'

const tar = (...parts: TarPart[]) => inspectVerdict('files.tar', tarBytes(parts))
const pax = (...records: [key: string, value: string][]) =>
  records
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`
      let length = rest.length + 1
      while (String(length).length + rest.length !== length) length += 1
      return `${length}${rest}`
    })
    .join('')
const file: TarPart = { name: 'ok.txt', data: 'x' }
const MISMATCH = 'refuse dangerous archive_header_mismatch'

test('a tape archive of a whole folder is as `tar` writes it', () => {
  const model: TarPart = { name: './model.onnx', data: tinyOnnx() }
  expect(tar({ name: './', type: '5' }, { name: './data/', type: '5' }, model)).toBe('accept clean')
  expect(tar({ name: 'pax', type: 'x', data: pax(['mtime', '1.5'], ['path', './long-name.txt']) }, file)).toBe(
    'accept clean',
  )
  expect(tar({ name: './../evil', data: 'x' })).toBe('refuse dangerous archive_path_traversal')
  expect(tar({ name: './/etc/passwd', data: 'x' })).not.toContain('clean')
  expect(tar(model, { ...model, name: 'model.onnx' })).toBe('refuse dangerous archive_duplicate_entry')
})

test('records of an extended header are as long as they say: a value cannot play a record', () => {
  const decoy = pax(['path', '../evil'], ['comment', 'a\n15 path=ok.txt\n'])
  expect(tar({ name: 'pax', type: 'x', data: decoy }, file)).toBe('refuse dangerous archive_path_traversal')
  for (const broken of ['99 path=ok\n', 'path=ok\n', '0 path=ok\n', '10 path=ok'])
    expect(tar({ name: 'pax', type: 'x', data: broken }, file)).toBe('refuse unscannable parse_error')
})

test('names of an entry that another header gives differently, for all, or twice are refused', () => {
  expect(tar({ name: 'pax', type: 'g', data: pax(['path', 'evil']) }, file)).toBe(MISMATCH)
  expect(tar({ name: 'pax', type: 'g', data: pax(['comment', 'a commit']) }, file)).toBe('accept clean')
  expect(tar({ name: 'pax', type: 'x', data: pax(['path', 'a'], ['path', 'b']) }, file)).toBe(MISMATCH)
  expect(tar({ name: 'pax', type: 'x', data: pax(['GNU.sparse.name', '../evil']) }, file)).toBe(MISMATCH)
  const long: TarPart = { name: '././@LongLink', type: 'L', data: 'a.txt\0' }
  expect(tar(long, { name: 'pax', type: 'x', data: pax(['path', 'b.txt']) }, file)).toBe(MISMATCH)
  expect(tar(long, { name: 'pax', type: 'x', data: pax(['path', 'a.txt']) }, file)).toBe('accept clean')
})

test('names are refused for where they lead, not for their letters', () => {
  const zip = (...names: string[]) => inspectVerdict('files.zip', zipBytes(names.map((name) => ({ name, data: 'x' }))))
  expect(zip('mode\u0300le.txt', 'notes #1?.txt')).toBe('accept clean')
  expect(zip('mode\u0300le.txt', 'mod\u00e8le.txt')).toBe('refuse dangerous archive_duplicate_entry')
  expect(zip('a', 'a/b')).toBe('refuse dangerous archive_duplicate_entry')
  expect(zip('a/b/c', 'A')).toBe('refuse dangerous archive_duplicate_entry')
})

test('names that entries choose for themselves are shown in one direction and at a bearable length', () => {
  const name = `model\u202e${'long'.repeat(50)}.pkl`
  const archive = zipBytes([{ name, data: 'cos\nsystem\n)R.' }])
  const { findings, header } = inspectSource('files.zip', inMemory(archive), new Map())
  expect(findings[0]).toMatchObject({
    code: 'pickle_critical_import',
    path: expect.stringMatching(/^files\.zip!model /),
  })
  expect(JSON.stringify([findings, header])).not.toContain('\u202e')
})

test('entries that the directory of a zip archive does not name are refused, before, between and behind the others', () => {
  const hidden = zipBytes([{ name: 'h.pkl', data: 'N.' }]).subarray(0, 37)
  const zip = (...parts: Parameters<typeof zipBytes>[0]) => inspectVerdict('files.zip', zipBytes(parts))
  expect(zip({ name: 'a.txt', data: 'x', gap: hidden })).toBe(MISMATCH)
  expect(zip({ name: 'a.txt', data: 'x' }, { name: 'b.txt', data: 'x', gap: hidden })).toBe(MISMATCH)
})

test('bytes behind the packed content of an entry belong to none', () => {
  const packed = Buffer.concat([deflateRawSync(Buffer.from('hello')), Buffer.from('and more')])
  const whole = zipBytes([{ name: 'a.txt', data: packed }])
  for (const at of [8, whole.indexOf('PK\u0001\u0002') + 10]) whole.writeUInt16LE(8, at)
  const honest = zipBytes([{ name: 'a.txt', data: 'hello' }])
  for (const [from, to] of [
    [14, 14],
    [honest.indexOf('PK\u0001\u0002') + 16, whole.indexOf('PK\u0001\u0002') + 16],
  ] as const) {
    honest.copy(whole, to, from, from + 4)
    whole.writeUInt32LE(5, to + 8)
  }
  expect(inspectVerdict('files.zip', whole)).toBe('refuse dangerous archive_hidden_bytes')
})

test('an archive behind another file is found though something stands behind it too', () => {
  const both = (behind: string) =>
    Buffer.concat([Buffer.from('a text\n'), zipBytes([{ name: 'a', data: 'x' }]), Buffer.from(behind)])
  expect(inspectVerdict('notes.bin', both(''))).toBe('refuse dangerous polyglot')
  expect(inspectVerdict('notes.bin', both('more'))).toBe('refuse dangerous polyglot')
  // An archive as the last file of another one is no second reading of it.
  const inner = zipBytes([{ name: 'a.txt', data: 'x' }])
  expect(tar({ name: 'inner.zip', data: inner })).toBe('quarantine suspicious archive_nested')
  const packed = gzipSync(tarBytes([{ name: 'inner.zip', data: inner }]), { level: 0 })
  expect(inspectVerdict('files.tar.gz', packed)).not.toContain('polyglot')
})

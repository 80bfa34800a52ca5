import { expect, test } from 'vitest'
import { tarBytes, type ZipPart, zipBytes } from '../../testing/archive-bytes'
import { inspectVerdict } from '../../testing/inspect-verdict'
import { tinyOnnx } from '../../testing/tiny-onnx'

const model: ZipPart = { name: 'model.onnx', data: tinyOnnx() }
const pickle = Buffer.from("cos\nsystem\n(S'true'\ntR.")
const zip = (...args: Parameters<typeof zipBytes>) => inspectVerdict('files.zip', zipBytes(...args))
const tar = (...args: Parameters<typeof tarBytes>) => inspectVerdict('files.tar', tarBytes(...args))

test('sound archives are accepted: stored, deflated, with folders, in the long form', () => {
  const folder: ZipPart = { name: 'data/', mode: 0o040755 }
  expect(zip([model, folder, { name: 'data/a.txt', data: 'hello', deflate: true }])).toBe('accept clean')
  expect(zip([model], { zip64: 'plain' })).toBe('accept clean')
  expect(zip([model], { comment: 'made by hand' })).toBe('accept clean')
  expect(
    tar([
      { name: 'data/', type: '5' },
      { name: 'data/a.txt', data: 'hello' },
    ]),
  ).toBe('accept clean')
})

test.each([
  ['a parent folder', '../evil.txt'],
  ['a parent folder further in', 'a/../../evil.txt'],
  ['an absolute name', '/etc/cron.d/x'],
  ['a drive of Windows', 'C:\\evil.txt'],
  ['a drive without backslash', 'C:evil.txt'],
  ['backslashes', '..\\..\\evil.txt'],
  ['a share of Windows', '\\\\host\\share\\x'],
  ['a NUL', 'a\0.txt'],
  ['an encoded parent folder', '%2e%2e/evil.txt'],
  ['a device of Windows', 'con.txt'],
  ['a scheme', 'file:///etc/passwd'],
])('%s as the name of an entry is refused in every kind of archive', (_, name) => {
  const refused = 'refuse dangerous archive_path_traversal'
  expect(zip([{ name, data: 'x' }])).toBe(refused)
  if (!name.includes('\0')) expect(tar([{ name, data: 'x' }])).toBe(refused)
})

test.each([
  ['a symbolic link', { mode: 0o120777 }],
  ['a device', { mode: 0o060644 }],
  ['a pipe', { mode: 0o010644 }],
])('%s in a zip archive is refused', (_, part) =>
  expect(zip([{ name: 'x', data: '/etc/passwd', ...part }])).toBe('refuse dangerous archive_link'),
)

test.each([
  ['a hard link', '1'],
  ['a symbolic link', '2'],
  ['a character device', '3'],
  ['a block device', '4'],
  ['a pipe', '6'],
])('%s in a tar archive is refused', (_, type) =>
  expect(tar([{ name: 'x', type, link: '/etc/passwd' }])).toBe('refuse dangerous archive_link'),
)

test('names of a tar archive that stand in extended headers are names', () => {
  const pax = (path: string) => {
    const record = `path=${path}\n`
    return `${record.length + 3} ${record}`
  }
  expect(
    tar([
      { name: 'pax', type: 'x', data: pax('../evil') },
      { name: 'ok', data: 'x' },
    ]),
  ).toContain('path_traversal')
  expect(
    tar([
      { name: '././@LongLink', type: 'L', data: '../evil\0' },
      { name: 'ok', data: 'x' },
    ]),
  ).toContain('path_traversal')
})

test.each([
  [
    'the same name twice',
    [
      { name: 'a', data: 'x' },
      { name: 'a', data: 'y' },
    ],
  ],
  [
    'names that differ in case only',
    [
      { name: 'a.txt', data: 'x' },
      { name: 'A.TXT', data: 'y' },
    ],
  ],
  [
    'names that differ in Unicode form only',
    [
      { name: 'ﬁle', data: 'x' },
      { name: 'file', data: 'y' },
    ],
  ],
  [
    'a file and a folder of one name',
    [
      { name: 'a', data: 'x' },
      { name: 'a/', mode: 0o040755 },
    ],
  ],
] as [string, ZipPart[]][])('%s is refused', (_, parts) =>
  expect(zip(parts)).toBe('refuse dangerous archive_duplicate_entry'),
)

test.each([
  ['encrypted in the directory', { flags: 1 }, 'archive_encrypted'],
  ['encrypted in the local header only', { localFlags: 1 }, 'archive_header_mismatch'],
  ['patched', { flags: 0x20 }, 'archive_encrypted'],
  ['strongly encrypted', { flags: 0x40 }, 'archive_encrypted'],
  ['of another name in its local header', { localName: 'model.pkll' }, 'archive_header_mismatch'],
  ['of another size than it declares', { declaredBytes: 3 }, 'archive_header_mismatch'],
  ['of another checksum', { crc: 1 }, 'archive_checksum'],
] as [string, Partial<ZipPart>, string][])('an entry %s is refused', (_, part, code) =>
  expect(zip([{ name: 'model.bin2', data: 'hello', ...part }])).toBe(`refuse dangerous ${code}`),
)

test('a deflated entry that unpacks to more than it declares is refused, and not unpacked', () => {
  expect(zip([{ name: 'a.txt', data: Buffer.alloc(60_000, 97), deflate: true, declaredBytes: 100 }])).toContain(
    'refuse dangerous',
  )
  expect(zip([{ name: 'a', data: Buffer.alloc(20_000_000), deflate: true }])).toBe('refuse dangerous archive_ratio')
  const many = Array.from({ length: 60 }, (_, i) => ({ name: `f${i}`, data: Buffer.alloc(65_000, 97), deflate: true }))
  expect(zip(many)).toBe('refuse dangerous archive_ratio')
})

test('entries that share bytes are refused, bytes that belong to no entry are seen', () => {
  const first: ZipPart = { name: 'a.txt', data: 'hello' }
  const inside = zipBytes([{ name: 'b', data: 'x' }]).subarray(0, 32)
  const overlapping = [
    { name: 'a', data: inside },
    { name: 'b', data: 'x', at: 31 },
  ]
  expect(zip(overlapping)).toBe('refuse dangerous archive_overlap')
  expect(zip([first, { name: 'b.txt', data: 'x', gap: pickle }])).toBe('quarantine suspicious archive_hidden_bytes')
})

test('a directory that counts less than it holds, a second end and a long form that disagrees are refused', () => {
  const parts: ZipPart[] = [
    { name: 'a.txt', data: 'x' },
    { name: 'b.pkl', data: pickle },
  ]
  expect(zip(parts, { count: 1 })).toBe('refuse dangerous archive_header_mismatch')
  expect(zip(parts, { zip64: 'lie' })).toBe('refuse dangerous archive_header_mismatch')
  const inner = zipBytes([{ name: 'b.pkl', data: pickle }])
    .subarray(-22)
    .toString('latin1')
  expect(zip([model], { comment: `${inner} and more` })).toContain('refuse')
})

test('whatever stands in front of an archive, or behind it, makes it no archive', () => {
  expect(inspectVerdict('model.onnx', Buffer.concat([tinyOnnx(), zipBytes([model])]))).toContain('refuse dangerous')
  expect(zip([model], { prefix: '#!/bin/sh\ntrue\n' })).toContain('refuse dangerous')
  expect(inspectVerdict('files.zip', Buffer.concat([zipBytes([model]), Buffer.from('more')]))).toBe(
    'refuse unscannable parse_error',
  )
  expect(tar([{ name: 'a.txt', data: 'x' }], Buffer.from('hidden'))).toBe('refuse dangerous archive_hidden_bytes')
})

test('an archive in an archive is judged through and through, and only to a depth', () => {
  const inner = zipBytes([{ name: 'model.pkl', data: pickle }])
  expect(zip([{ name: 'inner.zip', data: inner }])).toBe('quarantine dangerous pickle_critical_import')
  expect(zip([{ name: 'inner.zip', data: zipBytes([model]) }])).toBe('quarantine suspicious archive_nested')
  const deeper = zipBytes([{ name: 'a.zip', data: zipBytes([{ name: 'b.zip', data: inner }]) }])
  expect(inspectVerdict('files.zip', deeper)).toContain('refuse dangerous archive_nested')
  expect(zip([{ name: 'x.tar', data: tarBytes([{ name: 'm.pkl', data: pickle }]) }])).toContain(
    'dangerous pickle_critical_import',
  )
})

test('an archive that is cut off anywhere is refused', () => {
  const whole = zipBytes([model, { name: 'a.txt', data: 'hello world', deflate: true }])
  for (let length = 1; length < whole.length; length += 1)
    expect([length, inspectVerdict('files.zip', whole.subarray(0, length)).split(' ')[0]]).toEqual([length, 'refuse'])
  const tape = tarBytes([{ name: 'm.txt', data: 'x'.repeat(900) }])
  for (let length = 512; length < 1536; length += 64)
    expect(inspectVerdict('files.tar', tape.subarray(0, length))).toContain('refuse')
})

test('torch archives: the pickle decides, tensors are numbers, code of TorchScript is listed', () => {
  const weights = '\x80\x02ccollections\nOrderedDict\n)R.'
  const parts = (data: string | Buffer): ZipPart[] => [
    { name: 'archive/data.pkl', data: typeof data === 'string' ? Buffer.from(data, 'latin1') : data },
    { name: 'archive/data/0', data: Buffer.from([0x80, 2, 0x82, 1, 0x2e]) },
    { name: 'archive/version', data: '3\n' },
  ]
  expect(inspectVerdict('model.pt', zipBytes(parts(weights)))).toBe('quarantine clean')
  expect(inspectVerdict('model.pt', zipBytes(parts(pickle)))).toBe('quarantine dangerous pickle_critical_import')
  const script: ZipPart[] = [
    ...parts(weights),
    { name: 'archive/constants.pkl', data: Buffer.from('\x80\x02).', 'latin1') },
    { name: 'archive/code/__torch__/net.py', data: 'class Net(Module):\n  pass\n' },
  ]
  expect(inspectVerdict('model.pt', zipBytes(script))).toBe('quarantine clean')
})

test('Keras: code in a Lambda layer is found however its name is written; own classes are named', () => {
  const keras = (config: string) =>
    inspectVerdict(
      'model.keras',
      zipBytes([
        { name: 'metadata.json', data: '{}' },
        { name: 'config.json', data: config },
      ]),
    )
  const layer = (name: string, more = '') => `{"config":{"layers":[{"class_name":"${name}"${more}}]}}`
  expect(keras(layer('Dense', ',"module":"keras.layers"'))).toBe('quarantine clean')
  expect(keras(layer('Lambda'))).toBe('quarantine dangerous keras_lambda')
  expect(keras(layer('\\u004cambda'))).toBe('quarantine dangerous keras_lambda')
  expect(keras(layer('Mine', ',"module":"my.layers"'))).toBe('quarantine suspicious keras_custom_object')
  expect(keras('not json')).toContain('unscannable')
})

test('skops: types are judged like imports', () => {
  const skops = (module: string, name: string) => {
    const schema = JSON.stringify({
      __module__: module,
      __class__: name,
      content: { __module__: 'numpy', __class__: 'ndarray' },
    })
    return inspectVerdict('model.skops', zipBytes([{ name: 'schema.json', data: schema }]))
  }
  expect(skops('collections', 'OrderedDict')).toBe('quarantine clean')
  expect(skops('sklearn.linear_model._base', 'LinearRegression')).toBe('quarantine suspicious skops_type_not_allowed')
  expect(skops('os', 'system')).toBe('quarantine dangerous skops_critical_type')
})

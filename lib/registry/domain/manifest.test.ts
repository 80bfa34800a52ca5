import { expect, test } from 'vitest'
import { sha256Digest } from '@/lib/kernel/sha256'
import { manifestDigest } from './manifest'

const a = { path: 'a.onnx', sha256: 'aa', sizeBytes: 1 }
const b = { path: 'b.json', sha256: 'bb', sizeBytes: 2 }

test('the digest covers path, size and content in one order', () => {
  expect(manifestDigest([b, a])).toBe(manifestDigest([a, b]))
  expect(manifestDigest([a])).toBe(sha256Digest('[{"path":"a.onnx","sha256":"aa","sizeBytes":1}]'))
  for (const changed of [
    { ...b, path: 'c' },
    { ...b, sha256: 'cc' },
    { ...b, sizeBytes: 3 },
  ])
    expect(manifestDigest([a, changed])).not.toBe(manifestDigest([a, b]))
})

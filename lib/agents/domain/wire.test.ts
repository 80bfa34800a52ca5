import { expect, test } from 'vitest'
import { manifestDigestOf, manifestFileSchema } from './manifest'
import { pollBodySchema, sessionBodySchema } from './wire'

test('bodies refuse members they do not know', () => {
  const body = { cursor: '', observed: [], running: [], checkpointSize: null }
  expect(pollBodySchema.safeParse(body).success).toBe(true)
  expect(pollBodySchema.safeParse({ ...body, extra: 1 }).success).toBe(false)
  expect(sessionBodySchema.safeParse({}).success).toBe(false)
})

test.each(['../model.onnx', '/etc/passwd', 'a/../b', '.', 'a/..', 'a\\b', 'a\u0000b'])(
  'a manifest cannot name the path %j',
  (path) => {
    expect(manifestFileSchema.safeParse({ path, sha256: 'a'.repeat(64), sizeBytes: 1 }).success).toBe(false)
  },
)

test.each(['model.onnx', 'weights/layer.1.bin', '..data'])('a manifest may name the path %j', (path) => {
  expect(manifestFileSchema.safeParse({ path, sha256: 'a'.repeat(64), sizeBytes: 1 }).success).toBe(true)
})

test('a manifest digest does not depend on the order of the files', () => {
  const a = { path: 'a', sha256: 'a'.repeat(64), sizeBytes: 1 }
  const b = { path: 'b', sha256: 'b'.repeat(64), sizeBytes: 2 }
  expect(manifestDigestOf([a, b])).toBe(manifestDigestOf([b, a]))
})

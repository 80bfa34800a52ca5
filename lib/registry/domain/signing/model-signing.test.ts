import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { listsManifest } from './model-signing'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)
const manifest = JSON.stringify([
  { path: 'b/weights.bin', sha256: B, sizeBytes: 2 },
  { path: 'model.onnx', sha256: A, sizeBytes: 1 },
])
const resource = (name: string, digest: string) => ({ name, algorithm: 'sha256', digest })
const rootOf = (...digests: string[]) =>
  createHash('sha256')
    .update(Buffer.concat(digests.map((digest) => Buffer.from(digest, 'hex'))))
    .digest('hex')
const statement = (resources: object[], root: string, method = 'files') => ({
  predicateType: 'https://model_signing/signature/v1.0',
  subject: [{ name: 'm', digest: { sha256: root } }],
  predicate: { serialization: { method, hash_type: 'sha256' }, resources },
})
const weights = resource('b/weights.bin', B)
const model = resource('model.onnx', A)

test('a statement that lists every file under their root is about the version, in whatever order it lists them', () => {
  expect(listsManifest(statement([model, weights], rootOf(B, A)), manifest)).toBe(true)
})

test('an extra, missing, renamed or changed file, a wrong root, or shards are refused', () => {
  const wrong = [
    statement([weights], rootOf(B)),
    statement([weights, model, resource('z.bin', A)], rootOf(B, A, A)),
    statement([weights, resource('other.onnx', A)], rootOf(B, A)),
    statement([weights, resource('model.onnx', B)], rootOf(B, B)),
    statement([weights, model], rootOf(A, B)),
    statement([weights, model, model], rootOf(B, A, A)),
    statement([weights, model], rootOf(B, A), 'shards'),
    { ...statement([weights, model], rootOf(B, A)), predicateType: 'https://slsa.dev/provenance/v1' },
    null,
    [],
  ]
  expect(wrong.map((one) => listsManifest(one, manifest))).toEqual(wrong.map(() => false))
})

test('a dot names the one file of a model of one file, and nothing else', () => {
  const single = JSON.stringify([{ path: 'model.onnx', sha256: A, sizeBytes: 1 }])
  expect(listsManifest(statement([resource('.', A)], rootOf(A)), single)).toBe(true)
  expect(listsManifest(statement([resource('.', A), weights], rootOf(A, B)), manifest)).toBe(false)
})

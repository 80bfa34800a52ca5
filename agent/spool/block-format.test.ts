import { serialize } from 'node:v8'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { elementsOf, type Feeds, TENSOR_TYPES, type TensorData } from '../gateway/tensors/tensor-data'
import { BlockWriter, readBlock } from './block-format'
import { ASSIGNMENTS, EXCHANGE_STATUSES, type Exchange, type Layout } from './exchange'

const layout: Layout = {
  binding: 'packed',
  features: ['AGEP', 'größe'],
  classes: [0, 1],
  positiveClass: 1,
  labelOutput: 'label',
  probabilityOutput: 'probabilities',
  valueOutput: null,
  inputs: [{ name: 'input', type: 'float32', shape: [null, 2] }],
}

const text = fc.string({ unit: 'grapheme', maxLength: 40 })

/** Any tensor, also one that begins in the middle of its memory, as a slice of a batch does. */
const tensor: fc.Arbitrary<TensorData> = fc.constantFrom(...TENSOR_TYPES).chain((type) =>
  type === 'string'
    ? fc.array(text, { maxLength: 5 }).map((data): TensorData => ({ type, dims: [data.length], data }))
    : fc.uint8Array({ minLength: 16, maxLength: 96 }).map((bytes): TensorData => {
        const data = elementsOf(type, bytes.slice(0, bytes.length - (bytes.length % 8)).buffer).subarray(1)
        return { type, dims: [1, data.length], data }
      }),
)

const tensors: fc.Arbitrary<Feeds | null> = fc.option(
  fc.dictionary(text, tensor, { maxKeys: 3, noNullPrototype: true }),
)

const size = fc.nat(0xffff_fffe)

const exchange: fc.Arbitrary<Exchange> = fc.record({
  id: fc.uuid(),
  atMs: fc.nat(),
  variantId: fc.constantFrom('stable', 'candidate'),
  generation: size,
  versionNumber: size,
  mirrored: fc.boolean(),
  status: fc.constantFrom(...EXCHANGE_STATUSES),
  httpStatus: fc.integer({ min: 100, max: 599 }),
  latencyMs: fc.double({ noNaN: true }),
  modelMs: fc.option(fc.double({ noNaN: true })),
  unitId: fc.option(text),
  assignment: fc.constantFrom(...ASSIGNMENTS),
  rows: size,
  error: fc.option(fc.record({ code: text, message: text })),
  feeds: tensors,
  outputs: tensors,
  requestBytes: size,
  responseBytes: size,
})

test('a block gives back every exchange as it was, bit for bit', () => {
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 6 }), (exchanges) => {
      const writer = new BlockWriter('deployment', 0)
      for (const one of exchanges) writer.add(one, layout)
      const block = readBlock(Buffer.concat(writer.finish()))
      expect(block.exchanges).toEqual(exchanges)
      expect(block.deploymentId).toBe('deployment')
      for (const { variantId } of exchanges) expect(block.layouts[variantId]).toEqual(layout)
    }),
  )
})

test('a block can go on growing after it was finished once, as it does when the disk refuses it', () => {
  const [one, two] = fc.sample(exchange, 2)
  if (one === undefined || two === undefined) throw new Error('two exchanges')
  const writer = new BlockWriter('deployment', 0)
  writer.add(one, layout)
  writer.finish()
  writer.add(two, layout)
  expect(readBlock(Buffer.concat(writer.finish())).exchanges).toEqual([one, two])
})

test('a block cut short is refused at every length', () => {
  fc.assert(
    fc.property(exchange, fc.double({ min: 0, max: 0.999, noNaN: true }), (one, share) => {
      const writer = new BlockWriter('deployment', 0)
      writer.add(one, layout)
      const bytes = Buffer.concat(writer.finish())
      expect(() => readBlock(bytes.subarray(0, Math.floor(bytes.length * share)))).toThrow()
    }),
  )
})

test('segments of earlier agents are still read', () => {
  const [one] = fc.sample(exchange, 1)
  const earlier = { version: 1, deploymentId: 'deployment', layouts: { stable: layout }, exchanges: [one] }
  expect(readBlock(gzipSync(serialize(earlier)))).toEqual(earlier)
})

test('a row of fourteen features and a unit takes at most 256 bytes', () => {
  const writer = new BlockWriter('deployment', 0)
  const floats = (length: number): TensorData => ({
    type: 'float32',
    dims: [1, length],
    data: new Float32Array(length),
  })
  const outputs: Feeds = { label: { type: 'int64', dims: [1], data: new BigInt64Array(1) }, probabilities: floats(2) }
  const [one] = fc.sample(exchange, 1)
  if (one === undefined) throw new Error('one exchange')
  writer.add({ ...one, unitId: 'household-123456', error: null, feeds: { input: floats(14) }, outputs }, layout)
  expect(writer.bytes).toBeLessThanOrEqual(256)
})

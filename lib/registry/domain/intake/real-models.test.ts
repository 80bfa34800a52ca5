import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inMemory } from './byte-source'
import { decideIntake } from './decide-intake'
import { inspectFile } from './inspect-file'
import { inspectSource } from './inspect-source'
import { readModelCard } from './model-card'
import { readOnnx } from './read-onnx'
import { readPickle } from './read-pickle'
import { MalformedFile } from './wire-reader'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const data = resolve(root, process.env['SLIPWAY_DATA_DIR'] ?? '../shared/data')
const models = ['census-employment', 'california-housing', 'car-price'].flatMap((set) => {
  const folder = join(data, set, 'models')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.onnx'))
    .map((name) => ({ name: `${set}/${name}`, file: join(folder, name) }))
})

const DATATYPES: Record<string, string> = { float32: 'FP32', int64: 'INT64', string: 'BYTES' }

function decide(file: string, withCard: boolean) {
  const bytes = readFileSync(file)
  const path = 'model.onnx'
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const card = readFileSync(file.replace(/onnx$/, 'json'))
  return decideIntake(
    [{ path, sha256, ...inspectSource(path, inMemory(bytes), new Map()) }],
    withCard ? readModelCard(card) : null,
  )
}

describe.runIf(models.length > 0)('real models', () => {
  test.each(models)('$name is READY and its signature is that of its card', ({ file }) => {
    const card = JSON.parse(readFileSync(file.replace(/onnx$/, 'json'), 'utf8'))
    const tensor = (t: { name: string; dtype: string; shape: (string | number)[] }) => ({
      name: t.name,
      datatype: DATATYPES[t.dtype],
      shape: t.shape.map((dim) => (dim === 'N' ? -1 : dim)),
    })
    for (const withCard of [false, true]) {
      const decision = decide(file, withCard)
      expect(decision).toMatchObject({
        state: 'READY',
        verdict: 'clean',
        findings: [],
        format: 'onnx',
        task: card.task,
      })
      expect(decision.signature?.inputs).toEqual(card.inputs.map(tensor))
      expect(decision.signature?.features.map((f) => f.name)).toEqual(
        card.features.map((f: { name: string }) => f.name),
      )
      expect(decision.signature).toMatchObject({
        classes: card.classes ?? null,
        positiveClass: card.positiveClass ?? null,
        threshold: card.threshold ?? null,
        inputBinding: card.inputs.length > 1 ? 'columns' : 'packed',
        outputRoles:
          card.task === 'regression' ? { value: 'variable' } : { label: 'label', probabilities: 'probabilities' },
      })
      expect(decision.trainingDigest).toBe(`sha256:${card.training.csvSha256}`)
      expect(Object.keys(decision.metrics).length).toBeGreaterThan(3)
    }
    expect(decide(file, true).signature?.features.map((f) => f.type)).toEqual(
      card.features.map((f: { type: string }) => f.type),
    )
  })

  test('whatever bytes change, the reader answers or says that the file is malformed, and quickly', () => {
    const smallest =
      models.map(({ file }) => readFileSync(file)).sort((a, b) => a.length - b.length)[0] ?? Buffer.alloc(0)
    const damage = fc.array(fc.tuple(fc.nat(smallest.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(damage, fc.nat(smallest.length), (changes, cut) => {
        const bytes = Uint8Array.from(smallest.subarray(0, cut))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        try {
          readOnnx(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedFile)
        }
      }),
      { numRuns: 400 },
    )
  })
})

test('any bytes are inspected without an exception', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('a.onnx', 'a.pkl', 'a.zip', 'a.safetensors', 'a.bin', 'a.keras'),
      (bytes, name) => {
        expect(Array.isArray(inspectFile(name, bytes, new Map()).findings)).toBe(true)
        expect(readPickle(bytes).streams).toBeGreaterThanOrEqual(0)
      },
    ),
    { numRuns: 1000 },
  )
})

test('nesting beyond any sensible depth is refused, not followed', () => {
  const nest = (inner: Uint8Array): Uint8Array => {
    const field = (number: number, body: Uint8Array) => {
      const length: number[] = []
      let rest = body.length
      for (; rest > 127; rest >>= 7) length.push((rest & 127) | 128)
      return Uint8Array.from([number * 8 + 2, ...length, rest, ...body])
    }
    return field(1, field(5, field(6, inner)))
  }
  let graph: Uint8Array = new Uint8Array()
  for (let i = 0; i < 200; i += 1) graph = nest(graph)
  const length = [(graph.length & 127) | 128, graph.length >> 7]
  expect(() => readOnnx(Uint8Array.from([58, ...length, ...graph]))).toThrow(MalformedFile)
})

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { TensorSpec } from '../model-interface'
import { type Feeds, isTensorType, type TensorData } from '../tensors/tensor-data'
import type { ModelSource } from './engine-messages'

const OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
}

export class LoadError extends Error {
  readonly code: 'load_failed' | 'digest_mismatch'

  constructor(code: LoadError['code'], message: string) {
    super(message.slice(0, 300))
    this.name = 'LoadError'
    this.code = code
  }
}

export interface LoadedSession {
  inputs: TensorSpec[]
  outputs: TensorSpec[]
  run(feeds: Feeds): Promise<Feeds>
  release(): Promise<void>
}

function specOf(value: InferenceSession.ValueMetadata): TensorSpec {
  if (!value.isTensor || !isTensorType(value.type))
    throw new LoadError(
      'load_failed',
      `"${value.name}" is not a tensor of a type that can be served; export maps and sequences as tensors`,
    )
  return {
    name: value.name,
    type: value.type,
    shape: value.shape.map((size) => (typeof size === 'number' && size >= 0 ? size : null)),
  }
}

async function createSession(source: ModelSource): Promise<InferenceSession> {
  const bytes = await readFile(source.path)
  if (createHash('sha256').update(bytes).digest('hex') !== source.sha256)
    throw new LoadError('digest_mismatch', 'The file on disk is not the file of the manifest.')
  try {
    return await (source.hasExternalData
      ? InferenceSession.create(source.path, OPTIONS)
      : InferenceSession.create(bytes, OPTIONS))
  } catch (error) {
    throw new LoadError('load_failed', error instanceof Error ? error.message : String(error))
  }
}

function toTensor({ type, data, dims }: TensorData): Tensor {
  return new Tensor(type, data as Float32Array, dims)
}

/** Loads a model from bytes whose digest was just checked. */
export async function openSession(source: ModelSource): Promise<LoadedSession> {
  const session = await createSession(source)
  const inputs = session.inputMetadata.map(specOf)
  const outputs = session.outputMetadata.map(specOf)
  return {
    inputs,
    outputs,
    async run(feeds) {
      const tensors: Record<string, Tensor> = {}
      for (const { name } of inputs) {
        const feed = feeds[name]
        if (feed !== undefined) tensors[name] = toTensor(feed)
      }
      const answers = await session.run(tensors)
      const result: Feeds = {}
      for (const { name } of outputs) {
        const tensor = answers[name]
        if (tensor !== undefined && isTensorType(tensor.type))
          result[name] = { type: tensor.type, dims: tensor.dims, data: tensor.data as TensorData['data'] }
      }
      return result
    },
    release: () => session.release(),
  }
}

import { posix } from 'node:path'
import { parseFilePath } from '../file-path'
import type { Finding } from './finding'
import type { Siblings } from './inspection'
import type { ExternalData, OnnxModel } from './onnx-model'

/** Tensors that are where they say cost nothing; beyond this many that are not, more of them say nothing new. */
const MAX_FINDINGS = 1000

/** Far more than features, classes and descriptions need; the metadata is kept with the version. */
export const MAX_METADATA = 1_048_576

type Add = (code: string, answer: Finding['answer'], verdict: Finding['verdict'], message: string) => void

function inspectExternal(path: string, data: ExternalData, siblings: Siblings, add: Add): void {
  const { tensor } = data
  const location = data.location?.replace(/^(\.\/)+/, '') ?? null
  if (data.unknownKeys.length > 0)
    add('onnx_external_data_escape', 'refuse', 'dangerous', `The tensor ${tensor} names its data by unknown keys.`)
  if (data.malformed)
    add(
      'onnx_external_data_escape',
      'refuse',
      'dangerous',
      `The tensor ${tensor} states the place of its data as no number, or twice.`,
    )
  if (data.sizeMismatch)
    add(
      'onnx_tensor_size_mismatch',
      'refuse',
      'dangerous',
      `The tensor ${tensor} and the place of its data differ in size.`,
    )
  if (location === null || !parseFilePath(location).ok) {
    add(
      'onnx_external_data_escape',
      'refuse',
      'dangerous',
      `The tensor ${tensor} names data outside the version's own files.`,
    )
    return
  }
  const size = siblings.get(posix.join(posix.dirname(path), location))
  if (size === undefined)
    add(
      'onnx_external_data_missing',
      'refuse',
      'unscannable',
      `The tensor ${tensor} is in ${location}, which was not uploaded.`,
    )
  else if (data.offset + (data.length ?? 0n) > BigInt(size))
    add(
      'onnx_external_data_missing',
      'refuse',
      'unscannable',
      `The tensor ${tensor} ends behind the end of ${location}.`,
    )
}

/** What is wrong with a model whose header could be read. */
export function inspectOnnx(path: string, model: OnnxModel, siblings: Siblings): Finding[] {
  const findings: Finding[] = []
  const add: Add = (code, answer, verdict, message) => findings.push({ code, answer, verdict, path, message })
  for (const data of model.external) if (findings.length < MAX_FINDINGS) inspectExternal(path, data, siblings, add)
  if (model.sizeMismatches.length > 0)
    add(
      'onnx_tensor_size_mismatch',
      'refuse',
      'dangerous',
      `Declared and carried size differ: ${model.sizeMismatches.slice(0, 5).join(', ')}.`,
    )
  if (model.duplicateOutputs.length > 0)
    add(
      'onnx_duplicate_output',
      'refuse',
      'unscannable',
      `The graph names an output twice: ${model.duplicateOutputs.join(', ')}.`,
    )
  if (model.customDomains.length > 0)
    add(
      'onnx_custom_domain',
      'accept',
      'suspicious',
      `It uses operators of ${model.customDomains.slice(0, 5).join(', ')}, which the built-in server does not know.`,
    )
  if (model.opaqueOperators.length > 0)
    add(
      'onnx_opaque_operator',
      'quarantine',
      'suspicious',
      `It uses ${model.opaqueOperators.join(', ')}, which runs code that is not part of the graph.`,
    )
  if (model.hugeTensors.length > 0)
    add(
      'onnx_huge_tensor',
      'accept',
      'suspicious',
      `It makes tensors of more than 2^31 elements: ${model.hugeTensors.slice(0, 5).join(', ')}. Validation decides.`,
    )
  if (model.shadowedOperators.length > 0)
    add(
      'onnx_shadowed_operator',
      'accept',
      'suspicious',
      `It defines ${model.shadowedOperators.slice(0, 5).join(', ')} itself, in place of the runtime's own.`,
    )
  if (model.duplicateKeys.length > 0)
    add(
      'onnx_duplicate_metadata',
      'accept',
      'suspicious',
      `Its metadata names ${model.duplicateKeys.slice(0, 5).join(', ')} twice; what they mean is open.`,
    )
  const metadataBytes = Object.entries(model.metadata).reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  if (metadataBytes > MAX_METADATA)
    add(
      'onnx_metadata_size',
      'accept',
      'suspicious',
      `Its metadata is ${metadataBytes} characters long and was not used.`,
    )
  if (model.longLoops.length > 0)
    add(
      'onnx_long_loop',
      'accept',
      'suspicious',
      `A loop with a fixed count beyond a million: ${model.longLoops.slice(0, 5).join(', ')}. One call may never end; validation decides.`,
    )
  return findings
}

import type { ByteSource } from './byte-source'
import { GgufReader } from './gguf-reader'
import { templateFinding } from './inspect-template'
import type { Inspection } from './inspection'
import { unreadable } from './unreadable'
import { MalformedFile } from './wire-reader'

/** Vocabularies make the header of a language model a few MiB long; a longer one is no header. */
const MAX_HEADER_BYTES = 134_217_728

/** GGUF: header, metadata and the list of tensors, each within the file. The tensors themselves are not read. */
export function inspectGguf(path: string, source: ByteSource): Inspection {
  const format = 'gguf'
  try {
    const head = source.read(0, Math.min(source.size, MAX_HEADER_BYTES))
    const reader = new GgufReader(head, source.size)
    const { header, problem } = reader.read()
    if (problem === null) return { format, findings: templateFinding(path, reader.templates), header }
    const finding = {
      code: problem.code,
      answer: 'refuse',
      verdict: 'dangerous',
      path,
      message: problem.message,
    } as const
    return { format, findings: [finding], header }
  } catch (error) {
    if (!(error instanceof MalformedFile)) throw error
    return { format, findings: [unreadable(path, `It is not a readable GGUF file: ${error.message}.`)] }
  }
}

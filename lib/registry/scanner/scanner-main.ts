import { createHash } from 'node:crypto'
import { fstatSync, readFileSync, writeSync } from 'node:fs'
import type { ByteSource } from '../domain/intake/byte-source'
import { inspectSource } from '../domain/intake/inspect-source'
import { fdSource } from './fd-source'
import type { ScanRequest } from './scan-report'

const REQUEST_FD = 3
const FIRST_FILE_FD = 4
const CHUNK_BYTES = 1_048_576
const MAX_ANSWER_BYTES = 8_388_608

function sha256Of(source: ByteSource): string {
  const hash = createHash('sha256')
  for (let at = 0; at < source.size; at += CHUNK_BYTES)
    hash.update(source.read(at, Math.min(CHUNK_BYTES, source.size - at)))
  return hash.digest('hex')
}

function answer(line: unknown): void {
  const text = JSON.stringify(line)
  const bytes = Buffer.from(`${text.length > MAX_ANSWER_BYTES ? '{"failed":"its header is too large"}' : text}\n`)
  for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written)
}

/** Runs apart from the control plane, with nothing but descriptors of the files: reads each as data, answers one line for each. */
const request = JSON.parse(readFileSync(REQUEST_FD, 'utf8')) as ScanRequest
const siblings = new Map(request.siblings)
request.files.forEach((file, index) => {
  try {
    const fd = FIRST_FILE_FD + index
    const source = fdSource(fd, fstatSync(fd).size)
    const intact = source.size === file.sizeBytes && sha256Of(source) === file.sha256
    answer(intact ? inspectSource(file.path, source, siblings) : { failed: 'digest_mismatch' })
  } catch (error) {
    // A reader that trips over a file must not take the others with it; what it tripped over was not understood.
    answer({ failed: error instanceof Error ? error.message.slice(0, 300) : 'it cannot be read' })
  }
})

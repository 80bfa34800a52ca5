import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { InferenceSession, Tensor } from 'onnxruntime-node'

const DEMO = join(import.meta.dirname, '../../../prisma/seed/demo')

export interface CensusRow {
  id: number
  features: Record<string, number>
  employed: number
}

export const CENSUS_FEATURES = 'AGEP SCHL MAR RELP DIS ESP CIT MIG MIL ANC NATIVITY DEAR DEYE DREM SEX RAC1P'.split(' ')

/** Rows of the demo's real data: `training` or `stream`. */
export function censusRows(part: 'training' | 'stream'): CensusRow[] {
  const [head, ...lines] = gunzipSync(readFileSync(join(DEMO, `${part}.csv.gz`)))
    .toString('utf8')
    .trimEnd()
    .split('\n')
  const columns = (head ?? '').split(',')
  const indexOf = new Map(columns.map((name, index) => [name, index]))
  const at = (cells: readonly string[], name: string) => Number(cells[indexOf.get(name) ?? -1])
  return lines.map((line) => {
    const cells = line.split(',')
    const features = Object.fromEntries(CENSUS_FEATURES.map((name) => [name, at(cells, name)]))
    return { id: at(cells, 'id'), employed: at(cells, 'employed'), features }
  })
}

/** What a demo model answers, row by row. */
export async function censusScores(
  model: 'champion' | 'challenger',
  rows: readonly CensusRow[],
): Promise<{ label: number; p: number }[]> {
  const session = await InferenceSession.create(join(DEMO, `models/${model}.onnx`))
  const data = new Float32Array(rows.length * CENSUS_FEATURES.length)
  rows.forEach(({ features }, i) => {
    CENSUS_FEATURES.forEach((name, j) => {
      data[i * CENSUS_FEATURES.length + j] = features[name] ?? 0
    })
  })
  const answer = await session.run({ input: new Tensor('float32', data, [rows.length, CENSUS_FEATURES.length]) })
  const labels = answer['label']?.data
  const probabilities = answer['probabilities']?.data
  return rows.map((_, i) => ({ label: Number(labels?.[i]), p: Number(probabilities?.[2 * i + 1]) }))
}

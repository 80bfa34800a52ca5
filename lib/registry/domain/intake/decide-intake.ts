import type { Signature } from '../signature'
import { deriveSignature } from './derive-signature'
import { byGravity, type Finding, reasonOf, worstAnswer, worstVerdict } from './finding'
import { MAX_METADATA } from './inspect-onnx'
import type { FileReport } from './inspect-source'
import { mlflowSignature } from './mlflow-signature'
import type { Mlmodel } from './mlmodel'
import type { CardReading, ModelCard } from './model-card'
import { factsOf } from './model-facts'

export interface InspectedFile extends FileReport {
  path: string
  sha256: string
}

export interface IntakeDecision {
  state: 'READY' | 'REFUSED' | 'QUARANTINED'
  stateReason: string | null
  verdict: Finding['verdict']
  findings: Finding[]
  format: string
  task: string | null
  signature: Signature | null
  metadata: Record<string, unknown>
  metrics: Record<string, number>
  trainingDigest: string | null
  description: string
}

const STATES = { accept: 'READY', quarantine: 'QUARANTINED', refuse: 'REFUSED' } as const
const COMPANIONS = new Set(['text', 'image', 'empty', 'unknown', 'compressed', 'executable', 'numpy', 'tensor-data'])
const MAX_HEADERS = 50

/**
 * The file that a runtime would load: model.onnx, else the first ONNX file by path, else the description of an MLflow directory,
 * else the first model of any format.
 */
function mainFile(files: readonly InspectedFile[]): InspectedFile | null {
  const onnx = files.filter((file) => file.onnx !== null)
  const named = onnx.find((file) => file.path === 'model.onnx')
  const described = files.find((file) => file.format === 'mlmodel')
  return named ?? onnx[0] ?? described ?? files.find((file) => !COMPANIONS.has(file.format)) ?? null
}

function headersOf(files: readonly InspectedFile[]): Record<string, unknown>[] {
  return files
    .filter((file) => file.header !== null && file.onnx === null && file.format !== 'mlmodel')
    .slice(0, MAX_HEADERS)
    .map((file) => ({ path: file.path, format: file.format, ...file.header }))
}

const withinLimit = (props: Record<string, string>) =>
  Object.entries(props).reduce((sum, [key, value]) => sum + key.length + value.length, 0) <= MAX_METADATA

function usableCard(
  card: CardReading | null,
  main: InspectedFile | null,
  add: (finding: Finding) => void,
): ModelCard | null {
  if (card === null) return null
  const note = (code: string, verdict: Finding['verdict'], message: string) =>
    add({ code, answer: 'accept', verdict, path: 'card.json', message })
  if (!card.ok) {
    note('card_not_readable', 'clean', `The card was not used: ${card.problem}.`)
    return null
  }
  const stated = card.card.sha256?.replace(/^sha256:/, '')
  if (stated === undefined || stated === main?.sha256) return card.card
  note('card_of_another_file', 'suspicious', 'The card states the digest of another model and was not used.')
  return null
}

/** All files of a version together: what becomes of it, why, and what it says about itself. Pure. */
export function decideIntake(files: readonly InspectedFile[], card: CardReading | null): IntakeDecision {
  const findings = files.flatMap((file) => file.findings)
  const add = (finding: Finding) => findings.push(finding)
  const main = mainFile(files)
  if (main === null && findings.length === 0)
    add({
      code: 'no_model',
      answer: 'refuse',
      verdict: 'unscannable',
      path: '',
      message: 'No file of a known model format. Upload a model.',
    })
  const used = usableCard(card, main, add)
  const onnx = main?.onnx ?? null
  const props = onnx !== null && withinLimit(onnx.metadata) ? onnx.metadata : {}
  const mlmodel = files.find((file) => file.format === 'mlmodel')?.header as Mlmodel | null | undefined
  const facts = factsOf(props, used)
  const derived = onnx === null ? null : deriveSignature(onnx, facts, used)
  if (derived?.problem)
    add({
      code: 'feature_mismatch',
      answer: 'accept',
      verdict: 'suspicious',
      path: main?.path ?? '',
      message: derived.problem,
    })
  const sorted = findings.sort(byGravity)
  const state = STATES[worstAnswer(sorted)]
  return {
    state,
    stateReason: state === 'READY' ? null : reasonOf(sorted[0]),
    verdict: worstVerdict(sorted),
    findings: sorted.slice(0, 200),
    format: main?.format === 'mlmodel' ? 'mlflow' : (main?.format ?? files[0]?.format ?? 'unknown'),
    task: facts.task,
    signature: derived?.signature ?? mlflowSignature(mlmodel?.signature ?? null, facts),
    metadata: {
      entryFile: main?.path ?? null,
      ...(onnx === null
        ? {}
        : {
            onnx: {
              irVersion: onnx.irVersion,
              producer: onnx.producer,
              opsets: onnx.opsets,
              customDomains: onnx.customDomains,
              nodeCount: onnx.nodeCount,
              props,
            },
          }),
      ...(mlmodel ? { mlflow: mlmodel } : {}),
      headers: headersOf(files),
      ...(used !== null && card?.ok ? { card: card.whole } : {}),
    },
    metrics: facts.metrics,
    trainingDigest: facts.trainingDigest,
    description: facts.description,
  }
}

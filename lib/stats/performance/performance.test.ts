import fc from 'fast-check'
import { expect, it } from 'vitest'
import { delong } from '../auc/delong'
import { closeTo } from '../testing/close-to'
import { holds } from '../testing/property'
import { requireValue } from '../testing/require-value'
import { binnedAuroc } from './binned-auroc'
import { calibrationError } from './calibration-error'
import { cbpe } from './cbpe'
import { fromScoreBins } from './from-score-bins'
import { isotonic } from './isotonic'

const row = fc.record({
  score: fc.integer({ min: 0, max: 99 }).map((x) => x / 100),
  label: fc.integer({ min: 0, max: 1 }),
})
const rows = fc
  .array(row, { minLength: 4, maxLength: 200 })
  .filter(
    (list) =>
      list.filter(({ label }) => label === 1).length >= 2 && list.filter(({ label }) => label === 0).length >= 2,
  )

const binsOf = (list: { score: number; label: number }[], bins: number) =>
  Array.from({ length: bins }, (_, bin) => {
    const here = list.filter(({ score }) => Math.floor(score * bins) === bin)
    const positives = here.filter(({ label }) => label === 1)
    const sum = (part: typeof here, of: (score: number) => number) => part.reduce((s, { score }) => s + of(score), 0)
    return {
      positives: positives.length,
      negatives: here.length - positives.length,
      sumScore: sum(here, (x) => x),
      sumScorePositive: sum(positives, (x) => x),
      sumScoreSquared: sum(here, (x) => x * x),
    }
  })

it('the binned AUROC is within its error bound of that of the rows', () => {
  holds([rows], (list) => {
    const bins = binsOf(list, 8)
    const { auroc, errorBound } = requireValue(
      binnedAuroc({ positives: bins.map((b) => b.positives), negatives: bins.map((b) => b.negatives) }),
    )
    const scores = (label: number) => list.filter((r) => r.label === label).map(({ score }) => score)
    const exact = delong({ positives: scores(1), negatives: scores(0), alpha: 0.05 })
    return exact.status !== 'ok' || Math.abs(auroc - exact.value.auc) <= errorBound + 1e-12
  })
})

it('the Brier score of score bins is exactly that of the rows', () => {
  holds([rows], (list) => {
    const { brier } = requireValue(fromScoreBins({ bins: binsOf(list, 8), thresholdIndex: 4 }))
    const scores = list.map(({ score }) => score)
    const labels = list.map(({ label }) => label)
    return closeTo(brier, requireValue(calibrationError({ scores, labels, bins: 2 })).brier, 1e-9, 1e-12)
  })
})

it('an isotonic fit never falls with the score and keeps the mean', () => {
  holds([rows], (list) => {
    const { fitted } = requireValue(isotonic({ scores: list.map((r) => r.score), labels: list.map((r) => r.label) }))
    const ordered = list.map(({ score }, i) => ({ score, fit: fitted[i] ?? 0 })).sort((a, b) => a.score - b.score)
    const rising = ordered.every(({ fit }, i) => fit >= (ordered[i - 1]?.fit ?? 0))
    const mean = (values: number[]) => values.reduce((s, x) => s + x, 0) / values.length
    return rising && closeTo(mean(fitted), mean(list.map(({ label }) => label)), 1e-9)
  })
})

it('an estimate without a predicted positive has no precision instead of a zero', () => {
  const { precision, recall } = requireValue(cbpe({ predicted: [0, 0], probability: [0.2, 0.3] }))
  expect({ precision, recall }).toEqual({ precision: null, recall: 0 })
})

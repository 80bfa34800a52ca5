import { expect, test } from 'vitest'
import { rankMetrics } from './rank-metrics'

test('quality comes before loss, held-out before training, clocks and counters last', () => {
  expect(
    rankMetrics(['epoch', 'seconds per round', 'train/loss', 'train_accuracy', 'val/loss', 'my_score', 'val/auc']),
  ).toEqual(['val/auc', 'val/loss', 'my_score', 'train_accuracy', 'train/loss', 'epoch', 'seconds per round'])
})

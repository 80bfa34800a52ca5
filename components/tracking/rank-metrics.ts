/** What people look at first; everything else by name, then what only keeps count of time. */
const FIRST: readonly string[] = [
  'auc',
  'roc',
  'accuracy',
  'acc',
  'f1',
  'precision',
  'recall',
  'r2',
  'rmse',
  'mae',
  'mse',
  'loss',
]
const TRAINING: readonly string[] = ['train', 'training']
const COUNTERS: readonly string[] = ['system', 'epoch', 'step', 'steps', 'seconds', 'time', 'lr']

function rankOf(key: string): number {
  const parts = key.toLowerCase().split(/[^a-z0-9]+/)
  if (parts.some((part) => COUNTERS.includes(part))) return 1000
  const known = FIRST.findIndex((word) => parts.includes(word))
  const isTraining = parts.some((part) => TRAINING.includes(part))
  return (known < 0 ? FIRST.length : known) + (isTraining ? 100 : 0)
}

/** Quality before loss, held-out before training, clocks and counters last. */
export function rankMetrics(keys: Iterable<string>): string[] {
  return [...new Set(keys)].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
}

import { expect, test } from 'vitest'
import {
  COMMAND_STATES,
  COMMAND_TIMEOUTS,
  COMMAND_TRIGGERS,
  ENDED_COMMAND_STATES,
  nextState,
  OPEN_COMMAND_STATES,
} from './command-states'

const ALLOWED = [
  'QUEUED lease LEASED',
  'QUEUED expire EXPIRED',
  'QUEUED cancel CANCELLED',
  'QUEUED supersede CANCELLED',
  'LEASED accept ACCEPTED',
  'LEASED refuse REJECTED',
  'LEASED cancel CANCELLED',
  'LEASED supersede CANCELLED',
  'LEASED lose-lease QUEUED',
  'ACCEPTED start RUNNING',
  'ACCEPTED heartbeat ACCEPTED',
  'ACCEPTED succeed SUCCEEDED',
  'ACCEPTED fail FAILED',
  'ACCEPTED confirm-cancel CANCELLED',
  'ACCEPTED lose-lease UNKNOWN',
  'ACCEPTED time-out UNKNOWN',
  'RUNNING heartbeat RUNNING',
  'RUNNING succeed SUCCEEDED',
  'RUNNING fail FAILED',
  'RUNNING confirm-cancel CANCELLED',
  'RUNNING lose-lease UNKNOWN',
  'RUNNING time-out UNKNOWN',
  'UNKNOWN find-applied SUCCEEDED',
  'UNKNOWN find-untouched QUEUED',
  'UNKNOWN find-other FAILED',
  'UNKNOWN abandon FAILED',
]

test('every state and trigger pair that is not in the table is refused', () => {
  const found = COMMAND_STATES.flatMap((state) =>
    COMMAND_TRIGGERS.flatMap((trigger) => {
      const to = nextState(state, trigger)
      return to === null ? [] : [`${state} ${trigger} ${to}`]
    }),
  )
  expect(found.sort()).toEqual([...ALLOWED].sort())
})

test('an ended command never moves again', () => {
  for (const state of ENDED_COMMAND_STATES)
    for (const trigger of COMMAND_TRIGGERS) expect(nextState(state, trigger)).toBeNull()
})

test('every open state has a timeout whose trigger its row allows', () => {
  expect(Object.keys(COMMAND_TIMEOUTS).sort()).toEqual([...OPEN_COMMAND_STATES].sort())
  for (const state of OPEN_COMMAND_STATES) {
    const { ends } = COMMAND_TIMEOUTS[state]
    if (ends !== 'alert') expect(nextState(state, ends)).not.toBeNull()
  }
})

test('success out of UNKNOWN needs digest evidence', () => {
  const ways = COMMAND_TRIGGERS.filter((trigger) => nextState('UNKNOWN', trigger) === 'SUCCEEDED')
  expect(ways).toEqual(['find-applied'])
})

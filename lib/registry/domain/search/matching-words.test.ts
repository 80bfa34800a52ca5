import { expect, test } from 'vitest'
import { matchingWords } from './matching-words'

const WORDS = ['None', 'Staging', 'Production', 'Archived']

test.each([
  ['=', 'Staging', ['Staging']],
  ['=', 'staging', []],
  ['!=', 'None', ['Staging', 'Production', 'Archived']],
  ['!=', 'Elsewhere', WORDS],
  ['LIKE', '%ing', ['Staging']],
  ['LIKE', '%ING', []],
  ['ILIKE', '%ING', ['Staging']],
  ['LIKE', '_one', ['None']],
  ['LIKE', '.*', []],
  ['LIKE', '%(', []],
  ['LIKE', '', []],
] as const)('%s %s', (operator, value, expected) => {
  expect(matchingWords(WORDS, operator, value)).toEqual(expected)
})

import { expect, test } from 'vitest'
import { cardLicence } from '@/lib/registry/domain/licence/card-licence'
import { cardTemplate, missingSections } from './card-template'

test('the template lacks nothing, an empty card lacks everything', () => {
  expect(missingSections(cardTemplate('credit-risk'))).toEqual([])
  expect(missingSections('')).toEqual([
    'intended use',
    'out of scope',
    'data',
    'evaluation',
    'limits and risks',
    'upkeep',
  ])
})

test('the template states no licence: that is for its writer to say', () => {
  expect(cardLicence(cardTemplate('credit-risk'))).toBeNull()
})

test('headings are found in any case, and only as headings', () => {
  expect(missingSections('## INTENDED USE\n\nout of scope\n### Data\n## Upkeep  \n')).toEqual([
    'out of scope',
    'data',
    'evaluation',
    'limits and risks',
  ])
})

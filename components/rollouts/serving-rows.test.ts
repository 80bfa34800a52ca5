import { expect, test } from 'vitest'
import { deploymentFixture } from './fixtures'
import { servingRows } from './serving-rows'

const canary = deploymentFixture()

test('a version is found with its ordered and its observed share', () => {
  const [row] = servingRows([canary], 4)
  expect(row).toMatchObject({ desiredBps: 2500, mirrorBps: 0, observedBps: 2500 })
  expect(servingRows([canary], 3)).toMatchObject([{ desiredBps: 7500 }])
})

test('a version that is ordered nowhere but still answers is shown; one that does neither is not', () => {
  const desired = {
    ...canary.desired,
    variants: canary.desired.variants.filter((one) => one.versionNumber !== 4),
  }
  expect(servingRows([{ ...canary, desired }], 4)).toMatchObject([{ desiredBps: 0, observedBps: 2500 }])
  expect(servingRows([canary], 99)).toEqual([])
})

test('what was never observed is unknown, not zero; a retired deployment serves nothing', () => {
  expect(servingRows([{ ...canary, observed: null }], 4)).toMatchObject([{ desiredBps: 2500, observedBps: null }])
  expect(servingRows([{ ...canary, state: 'RETIRED' }], 4)).toEqual([])
})

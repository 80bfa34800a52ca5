import { expect, it } from 'vitest'
import { byImportance } from './by-importance'
import { deploymentFixture } from './fixtures'

it('lists production first, then by name', () => {
  const staging = { ...deploymentFixture().environment, name: 'staging', kind: 'staging' }
  const rows = byImportance([
    deploymentFixture({ name: 'b', environment: staging }),
    deploymentFixture({ name: 'a', environment: staging }),
    deploymentFixture({ name: 'z' }),
  ])
  expect(rows.map((row) => row.name)).toEqual(['z', 'a', 'b'])
})

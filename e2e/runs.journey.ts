import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { test } from './fixtures'
import { uniqueName } from './prepare'

const BEST = 'gbm-d5-lr0.1-s0.7'
const OTHER = 'gbm-d3-lr0.3-s0.7'

test('a data scientist finds runs, compares two, and registers a version from the better one', async ({ pageAs }) => {
  test.setTimeout(180_000)
  const page = await pageAs('data-scientist')
  const headline = page.getByRole('heading', { level: 1 })
  await page.goto(pageUrl('experiments'))
  await page.getByRole('table', { name: 'Experiments' }).getByRole('link', { name: 'census-employment' }).click()
  await expect(headline).toContainText('24 runs, 22 finished, 1 failed, 1 stopped')

  const find = page.getByRole('textbox', { name: 'Find runs' })
  await find.fill('metrics.`val/auc` >> 0.8')
  await find.press('Enter')
  await expect(page.getByText(/Invalid clause\(s\) in filter string/)).toBeVisible()
  await find.fill("metrics.`val/auc` > 0.89 AND params.booster = 'gbtree' AND params.subsample = '0.7'")
  await find.press('Enter')
  const runs = page.getByRole('table', { name: 'Runs' })
  await expect(runs.getByRole('link', { name: BEST })).toBeVisible()
  await expect(runs.getByRole('link', { name: 'gbm-d7-lr1-s1' })).toHaveCount(0)
  await runs.getByRole('button', { name: 'val/auc' }).click()
  await expect(runs.getByRole('columnheader', { name: 'val/auc' })).toHaveAttribute('aria-sort', 'descending')

  for (const name of [BEST, OTHER]) await runs.getByRole('checkbox', { name: `Choose ${name} for comparison` }).click()
  await page.getByRole('button', { name: 'Compare 2 runs' }).click()
  await expect(headline).toHaveText('2 runs that differ in learning_rate and max_depth.')
  await expect(page.getByRole('table', { name: 'Params' }).getByRole('row').nth(1)).toContainText('learning_rate')
  await page.getByRole('tab', { name: 'Metric charts' }).click()
  const chart = page.getByRole('figure', { name: 'val/auc' })
  await expect(chart).toBeVisible()
  await page.getByRole('slider', { name: 'Smoothing' }).press('PageUp')
  await expect(chart.getByText(/exponentially weighted mean/)).toBeVisible()
  await chart.getByRole('button', { name: 'Show val/auc as a table' }).click()
  await expect(chart.getByRole('row').filter({ hasText: BEST })).toContainText('400')
  await page.getByRole('textbox', { name: 'From step' }).fill('100')
  await page.getByRole('textbox', { name: 'To step' }).fill('199')
  await page.getByRole('button', { name: 'Zoom' }).click()
  await expect(chart.getByRole('row').filter({ hasText: BEST })).toContainText('at 199')
  await page.getByRole('tab', { name: 'Parallel coordinates' }).click()
  const drawn = page.getByRole('list', { name: 'Runs drawn' })
  await expect(drawn.getByRole('link')).toHaveCount(2)
  await page.getByRole('slider', { name: 'From on val/loss' }).press('End')
  await expect(drawn.getByRole('link')).toHaveCount(1)
  await page.getByRole('button', { name: 'Keep all of val/loss' }).click()

  await drawn.getByRole('link', { name: BEST }).click()
  await expect(headline).toContainText(`${BEST} finished after`)
  await page.getByRole('button', { name: 'Register version' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Model' }).click()
  await page.getByRole('option', { name: 'New model' }).click()
  const name = uniqueName('from-a-run')
  await dialog.getByLabel('Name of the new model').fill(name)
  await dialog.getByRole('button', { name: 'Register', exact: true }).click()
  await expect(dialog.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 })
  await dialog.getByRole('link', { name: `Open ${name} v1` }).click()
  await expect(headline).toContainText(`${name} v1 is ready`)
})

test('an auditor reads runs, and is told why nothing can be changed', async ({ pageAs }) => {
  const page = await pageAs('auditor')
  await page.goto(pageUrl('experiments'))
  await page.getByRole('table', { name: 'Experiments' }).getByRole('link', { name: 'census-employment' }).click()
  await page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: BEST }).click()
  await expect(page.getByRole('button', { name: 'Register version' })).toBeDisabled()
  await page.getByRole('button', { name: 'More about this run' }).click()
  await expect(page.getByRole('menuitem', { name: /Delete run/ })).toContainText('registry:archive')
})

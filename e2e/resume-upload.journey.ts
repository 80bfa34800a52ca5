import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { pageUrl } from './demo'
import { test } from './fixtures'
import { uniqueName } from './prepare'
import { apiAs } from './session'

const PARTS = '**/api/v1/registry/uploads/*/parts/*'

test('an upload that broke off goes on after a reload: the same file chosen again, no part sent twice', async ({
  pageAs,
}) => {
  const file = join(mkdtempSync(join(tmpdir(), 'slipway-resume-')), 'weights.bin')
  writeFileSync(file, Buffer.alloc(36 * 1024 * 1024, 'weights '))
  const api = await apiAs('data-scientist')
  const model = await api.post<{ id: string }>('/registry/models', { name: uniqueName('resumed') })
  const page = await pageAs('data-scientist')
  const choose = async () => {
    await page.goto(pageUrl(`models/${model.id}`))
    await page.getByRole('button', { name: 'Register a version' }).first().click()
    await page.getByLabel('Files').setInputFiles(file)
  }

  await page.route(PARTS, (route) => (route.request().url().endsWith('/2') ? route.continue() : route.abort()))
  await choose()
  const second = page.waitForResponse((response) => response.url().endsWith('/parts/2'))
  await page.getByRole('button', { name: 'Upload and register' }).click()
  expect((await second).status()).toBe(200)
  await expect(page.getByText('The line is broken; trying again').first()).toBeVisible()

  await choose()
  // Only now, so that the first page's own next try never gets through.
  await page.unroute(PARTS)
  const sent: string[] = []
  page.on('request', (request) => {
    const number = /\/parts\/(\d+)$/.exec(request.url())?.[1]
    if (number !== undefined) sent.push(number)
  })
  await expect(page.getByText('Goes on with version 1').first()).toBeVisible()
  await page.getByRole('button', { name: 'Upload and register' }).click()
  await expect(page).toHaveURL(/\/versions\//, { timeout: 60_000 })
  expect(sent.sort()).toEqual(['1', '3'])
})

test('an upload is stopped by its sender, who then discards what arrived', async ({ pageAs }) => {
  const file = join(mkdtempSync(join(tmpdir(), 'slipway-stop-')), 'weights.bin')
  writeFileSync(file, Buffer.alloc(36 * 1024 * 1024, 'stopped '))
  const api = await apiAs('data-scientist')
  const model = await api.post<{ id: string }>('/registry/models', { name: uniqueName('stopped') })
  const page = await pageAs('data-scientist')
  await page.route(PARTS, (route) => (route.request().url().endsWith('/2') ? route.continue() : route.abort()))
  await page.goto(pageUrl(`models/${model.id}`))
  await page.getByRole('button', { name: 'Register a version' }).first().click()
  await page.getByLabel('Files').setInputFiles(file)
  const second = page.waitForResponse((response) => response.url().endsWith('/parts/2'))
  await page.getByRole('button', { name: 'Upload and register' }).click()
  expect((await second).status()).toBe(200)
  await page.getByRole('button', { name: 'Stop the upload' }).click()
  await expect(page.getByText('Stopped; no version was registered.')).toBeVisible()
  await expect(page.getByText('Goes on with version 1')).toBeVisible()
  await page.getByRole('button', { name: 'Discard what arrived' }).click()
  await expect(page.getByText('Goes on with version 1')).toBeHidden()
  const left = await api.get<{ items: unknown[] }>(`/registry/uploads?modelId=${model.id}`)
  expect(left.items).toEqual([])
})

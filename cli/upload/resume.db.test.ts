import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256Hex } from '@/lib/kernel/sha256'
import { serveRoutes } from '@/lib/server/testing/serve-routes'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { ROUTES } = await import('@/app/api/route-manifest')
const { database } = await import('@/lib/server/database')

const PART = 16 * 1024 * 1024
const bytes = randomBytes(2 * PART + 5)
const file = join(mkdtempSync(join(tmpdir(), 'slipway-resume-')), 'weights.bin')
let server: Awaited<ReturnType<typeof serveRoutes>>
let token = ''
let child: ChildProcess
/** Parts that arrived, as the requests came. */
const parts: string[] = []
let holding = true
let onFirstPart: () => void = () => undefined
let onSubmit: () => void = () => undefined

beforeAll(async () => {
  writeFileSync(file, bytes)
  token = (await seedDemoIdentity()).apiToken ?? ''
  server = await serveRoutes(ROUTES, (request, response) => {
    const number = /\/parts\/(\d+)$/.exec(request.url ?? '')?.[1]
    if (request.url?.endsWith('/submit')) response.once('finish', onSubmit)
    if (number === undefined) return
    parts.push(number)
    if (number === '1') response.once('finish', onFirstPart)
    // The first call never gets more than one part through.
    if (holding && number !== '1') return new Promise<void>(() => undefined)
  })
})
afterAll(async () => {
  await server.close()
  await testDb.drop()
})

function register(): Promise<unknown> {
  const args = [
    '--import',
    'tsx',
    'cli/main.ts',
    'register',
    file,
    '--model',
    'resumed',
    '--metric',
    'auc=0.9',
    '--json',
  ]
  child = spawn(process.execPath, [...args, '--api', server.url, '--token', token], { stdio: 'ignore' })
  return new Promise((resolve) => child.once('exit', resolve))
}

test('a killed `slipway register` goes on where it stopped: the same version, only the parts that are missing', async () => {
  const first = new Promise<void>((resolve) => {
    onFirstPart = resolve
  })
  const killed = register()
  await Promise.race([first, killed])
  child.kill('SIGKILL')
  await killed
  expect(await database().uploadPart.findMany({ select: { number: true } })).toEqual([{ number: 1 }])
  parts.length = 0
  holding = false
  const submitted = new Promise<void>((resolve) => {
    onSubmit = resolve
  })
  const again = register()
  await Promise.race([submitted, again])
  child.kill('SIGKILL')
  await again
  expect(parts.sort()).toEqual(['2', '3'])
  const versions = await database().modelVersion.findMany({ select: { state: true, files: true, metrics: true } })
  expect(versions).toMatchObject([
    { state: 'SCANNING', metrics: { auc: 0.9 }, files: [{ path: 'weights.bin', sha256: sha256Hex(bytes) }] },
  ])
}, 120_000)

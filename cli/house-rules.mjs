// What no other tool checks: file sizes, banned names and words, ambient time in pure code, docs that name files which are not there.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ROOT } from './bootstrap.mjs'

const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
const files = listed.stdout.split('\n').filter((file) => file !== '' && existsSync(join(ROOT, file)))
const problems = []
const isCode = (file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.d\.ts$/.test(file)
const isTest = (file) => /\.(test|spec)\.tsx?$/.test(file) || file.startsWith('e2e/') || file.includes('/testing/')
const read = (file) => readFileSync(join(ROOT, file), 'utf8')
const report = (file, what) => problems.push(`${file}: ${what}`)

const BANNED_NAMES = /(^|[-./])(utils?|helpers?|misc|common)\.(ts|tsx|mjs)$/
const LIMITS = [
  [/^app\/.*\/page\.tsx$/, 40],
  [/^app\/.*\/route\.ts$/, 30],
  [/^components\/.*\.tsx$/, 150],
]
const PURE = /^lib\/(kernel|stats|[a-z]+\/domain)\//
const ENV_READERS = new Set(['lib/server/env.ts', 'agent/settings.ts', 'lib/server/testing/test-database.ts'])
/** Who may speak HTTP or open sockets on the server: the door for people's addresses, and destinations of the configuration. */
const GO_OUT = new Set(['lib/server/egress.ts', 'lib/server/s3/s3-client.ts', 'lib/server/embedded-postgres.ts'])
const WAYS_OUT =
  /(?<![.\w])fetch\(|globalThis\.fetch|(from|import\(|require\() ?['"]((node:)?(https?|http2|net|tls|dgram)|undici|axios|got|node-fetch)['"]/
/** Types, and what only reads addresses. */
const STAYS_IN = /^import type .*$|^import \{ (?:(?:BlockList|isIP(?:v[46])?|type \w+)(?:, )?)+ \} from 'node:net'$/gm
const goesOut = (file, text) =>
  /^(lib|app)\//.test(file) &&
  !file.includes('testing') &&
  !GO_OUT.has(file) &&
  WAYS_OUT.test(text.replace(STAYS_IN, ''))

for (const file of files.filter(isCode)) {
  const text = read(file)
  const lines = text.split('\n').length
  if (BANNED_NAMES.test(file)) report(file, 'a name that says nothing')
  if (basename(file) === 'index.ts') report(file, 'no barrels: import the file that holds the thing')
  if (lines > 500) report(file, `${lines} lines; no file may have more than 500`)
  if (isTest(file)) continue
  for (const [pattern, limit] of LIMITS)
    if (pattern.test(file) && lines > limit) report(file, `${lines} lines; the limit here is ${limit}`)
  if (/process\.env/.test(text) && /^(lib|app|components|agent)\//.test(file) && !ENV_READERS.has(file))
    report(file, 'reads process.env; use lib/server/env.ts')
  if (
    PURE.test(file) &&
    !file.endsWith('new-id.ts') &&
    !file.endsWith('kernel/clock.ts') &&
    /\b(Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\()/.test(text)
  )
    report(file, 'pure code reads ambient time or randomness; take it as an argument')
  if (goesOut(file, text))
    report(file, 'goes out by itself; addresses that people give are opened by lib/server/egress.ts only')
  if (/\$(queryRawUnsafe|executeRawUnsafe)|Prisma\.raw\b/.test(text)) report(file, 'unsafe raw SQL')
  if (/\bTODO\b|\bFIXME\b/.test(text) && file !== 'cli/house-rules.mjs') report(file, 'unfinished business')
}

for (const file of files.filter((name) => name.endsWith('README.md') && /^(lib)\/[a-z]+\//.test(name)))
  if (read(file).split('\n').length > 61) report(file, 'a room README has at most 60 lines')

for (const file of files.filter((name) => name.endsWith('.md'))) {
  for (const [, path] of read(file).matchAll(
    /`((?:app|components|lib|prisma|agent|cli|e2e|bench|docs|public|\.ci)\/[A-Za-z0-9_./()[\]-]+)`/g,
  )) {
    const trimmed = path.replace(/\/$/, '')
    if (!/[*<>{}…]/.test(trimmed) && !existsSync(join(ROOT, trimmed))) report(file, `names ${path}, which is not there`)
  }
  for (const [, link] of read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g))
    if (!existsSync(join(ROOT, dirname(file), link))) report(file, `links to ${link}, which is not there`)
}

for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exit(problems.length === 0 ? 0 : 1)

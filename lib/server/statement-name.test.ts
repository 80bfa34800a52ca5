import { expect, test } from 'vitest'
import { statementName } from './statement-name'

const UNIQUE =
  'SELECT "public"."Workspace"."id" FROM "public"."Workspace" WHERE ("public"."Workspace"."id" = $1 AND 1=1) LIMIT $2 OFFSET $3'

test.each([
  UNIQUE,
  'INSERT INTO "public"."VersionTag" ("key") VALUES ($1)',
  'SELECT v.id FROM "ModelVersion" v WHERE v.id = (/* by key */ SELECT 1)',
])('what finds or writes one row has one name: %s', (sql) => {
  expect(statementName({ sql })).toMatch(/^s[0-9a-f]{20}$/)
  expect(statementName({ sql })).toBe(statementName({ sql }))
})

test.each([
  'SELECT v.id FROM "ModelVersion" v WHERE v.name LIKE $1',
  'INSERT INTO "public"."VersionTag" ("key") VALUES ($1),($2)',
  'SELECT "public"."Model"."id" FROM "public"."Model" WHERE "public"."Model"."name" LIKE $1 LIMIT $2 OFFSET $3',
])('what is searched, or comes in any number, has none: %s', (sql) => {
  expect(statementName({ sql })).toBe('')
})

import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { registryRules } from '../domain/registry-rules'
import { readRules } from '../read-rules'

export const getRules = defineQuery({
  name: 'registry.get-rules',
  permission: 'identity:read-members',
  input: z.strictObject({}),
  output: registryRules,
  run: ({ db, workspace }) => readRules(db, workspace.id),
})

import { z } from 'zod'
import { PERMISSIONS, ROLES } from './domain/permissions'

export const roleSchema = z.enum(ROLES)
export const permissionSchema = z.enum(PERMISSIONS)
const timeSchema = z.iso.datetime({ offset: true })
const slugSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'use lower-case letters, digits and hyphens')
const personNameSchema = z.string().trim().min(1).max(120)
export const emailSchema = z.email().max(254).toLowerCase()
/** NFC first, so that one password typed on two keyboards is one password; length counts characters. */
export const passwordSchema = z
  .string()
  .max(1024)
  .normalize('NFC')
  .refine((text) => [...text].length >= 12, 'use at least 12 characters')
  .refine((text) => [...text].length <= 128, 'use at most 128 characters')

export const emptySchema = z.strictObject({})

export const signInInput = z.strictObject({
  email: z.string().max(254).toLowerCase(),
  password: z.string().min(1).max(1024).normalize('NFC'),
})
export const signInResponse = z.object({ userId: z.uuid() })

export const workspaceAccessSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  roles: z.array(roleSchema),
  permissions: z.array(permissionSchema),
})
export const meOutput = z.object({
  kind: z.enum(['user', 'token']),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  workspaces: z.array(workspaceAccessSchema),
})
export const setThemeInput = z.strictObject({ theme: z.enum(['system', 'light', 'dark']) })
export const changePasswordInput = z.strictObject({
  currentPassword: z.string().min(1).max(1024).normalize('NFC'),
  newPassword: passwordSchema,
})

export const memberSchema = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
  isDisabled: z.boolean(),
  signsInWith: z.enum(['password', 'oidc']),
  lastSeenAt: timeSchema.nullable(),
  addedAt: timeSchema,
})
export const memberPage = z.object({ items: z.array(memberSchema), nextCursor: z.string().nullable() })
export const listMembersInput = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().trim().max(120).optional(),
})
const rolesInput = z.array(roleSchema).min(1).max(ROLES.length)
export const addMemberInput = z.strictObject({
  email: emailSchema,
  name: personNameSchema,
  roles: rolesInput,
  /** Left out: a random one is made and shown once. */
  password: passwordSchema.optional(),
})
/** `password` is shown once; null when the person signs in already. */
export const addMemberOutput = z.object({ userId: z.uuid(), password: z.string().nullable() })
export const changeRolesInput = z.strictObject({
  userId: z.uuid(),
  roles: rolesInput,
  reason: z.string().trim().max(500).optional(),
})
export const memberInput = z.strictObject({ userId: z.uuid(), reason: z.string().trim().max(500).optional() })

export const tokenSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['pat', 'svc']),
  name: z.string(),
  owner: z.object({ id: z.uuid(), name: z.string() }),
  scopes: z.array(z.string()),
  deploymentIds: z.array(z.uuid()),
  createdAt: timeSchema,
  expiresAt: timeSchema,
  lastUsedAt: timeSchema.nullable(),
  revokedAt: timeSchema.nullable(),
  hint: z.string(),
})
export const tokenPage = z.object({ items: z.array(tokenSchema), nextCursor: z.string().nullable() })
export const createTokenInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(permissionSchema).min(1).max(PERMISSIONS.length),
  deploymentIds: z.array(z.uuid()).max(50).default([]),
  expiresInDays: z.int().min(1).max(90).default(30),
})
/** `token` is shown this once and stored only as a keyed hash. */
export const createTokenOutput = z.object({ id: z.uuid(), token: z.string(), expiresAt: timeSchema })
export const idInput = z.strictObject({ id: z.uuid() })
export const okOutput = z.object({ id: z.string() })

export const sessionSchema = z.object({
  id: z.uuid(),
  method: z.string(),
  userAgent: z.string().nullable(),
  createdAt: timeSchema,
  lastSeenAt: timeSchema,
  expiresAt: timeSchema,
  isCurrent: z.boolean(),
})
export const sessionList = z.object({ items: z.array(sessionSchema), nextCursor: z.null() })
export const countOutput = z.object({ count: z.int() })

export const environmentKindSchema = z.enum(['production', 'staging', 'development'])
export const environmentPolicySchema = z.enum(['solo', 'four-eyes'])
export const environmentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: environmentKindSchema,
  policy: environmentPolicySchema,
  position: z.int(),
})
export const environmentList = z.object({ items: z.array(environmentSchema), nextCursor: z.null() })
export const createEnvironmentInput = z.strictObject({
  name: slugSchema,
  kind: environmentKindSchema,
  policy: environmentPolicySchema.default('solo'),
  position: z.int().min(0).max(1000).default(0),
})
export const changeEnvironmentInput = z.strictObject({
  id: z.uuid(),
  policy: environmentPolicySchema.optional(),
  position: z.int().min(0).max(1000).optional(),
  reason: z.string().trim().min(1).max(500),
})

export const createWorkspaceInput = z.strictObject({
  slug: slugSchema,
  name: z.string().trim().min(1).max(120),
  kind: z.enum(['standard', 'demo']).default('standard'),
  productionPolicy: environmentPolicySchema.default('solo'),
  /**
   * A first person who holds every role for as long as nobody else is a member, with an API token. Without a password one is drawn and
   * shown once; with null there is none, and only the token (or single sign-on) opens the account.
   */
  owner: z
    .strictObject({ email: emailSchema, name: personNameSchema, password: passwordSchema.nullable().optional() })
    .optional(),
})
export const createWorkspaceOutput = z.object({
  id: z.uuid(),
  slug: z.string(),
  environments: z.array(environmentSchema),
  owner: z
    .object({ userId: z.uuid(), email: z.string(), password: z.string().nullable(), token: z.string() })
    .nullable(),
})

export type Me = z.output<typeof meOutput>
export type Member = z.output<typeof memberSchema>
export type ApiTokenView = z.output<typeof tokenSchema>
export type SessionView = z.output<typeof sessionSchema>
export type EnvironmentView = z.output<typeof environmentSchema>

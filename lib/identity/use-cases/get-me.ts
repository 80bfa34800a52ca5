import { AppError } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { emptySchema, meOutput } from '../contract'
import { rightsIn } from '../domain/rights-in'
import { rolesIn } from '../domain/roles-in'
import { themeOf, workspacesNamed } from '../reads'

/** Who is asking, and what they may do where: what `useCan` and the workspace switch read. */
export const getMe = defineQuery({
  name: 'identity.get-me',
  permission: { signedIn: 'tells callers about themselves' },
  input: emptySchema,
  output: meOutput,
  async run({ db, principal }) {
    if (principal.kind !== 'user' && principal.kind !== 'token')
      throw new AppError('refused', { message: 'Only people and API tokens have a profile.' })
    const ids = principal.kind === 'user' ? principal.grants.map((grant) => grant.workspaceId) : [principal.workspaceId]
    const workspaces = await workspacesNamed(db, ids)
    return {
      kind: principal.kind,
      id: principal.id,
      name: principal.name,
      email: principal.kind === 'user' ? principal.email : null,
      theme: principal.kind === 'user' ? await themeOf(db, principal.id) : 'system',
      workspaces: workspaces.map((workspace) => ({
        ...workspace,
        roles: [...rolesIn(principal, workspace.id)],
        permissions: rightsIn(principal, workspace.id),
      })),
    }
  },
})

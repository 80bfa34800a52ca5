import { defineCommand, unchanged } from '@/lib/server/operation'
import { setThemeInput } from '../contract'
import { themeOf } from '../reads'
import { requirePerson } from '../require-person'

export const setTheme = defineCommand({
  name: 'identity.set-theme',
  permission: { signedIn: 'a person’s own preference' },
  input: setThemeInput,
  output: setThemeInput,
  audit: ['identity.preferences-changed'],
  async run(ctx, { theme }) {
    const { id } = requirePerson(ctx.principal)
    const before = await themeOf(ctx.tx, id)
    if (before === theme) return unchanged({ theme })
    await ctx.tx.user.update({ where: { id }, data: { theme } })
    await ctx.audit.record('identity.preferences-changed', {
      resources: [{ kind: 'user', id }],
      before: { theme: before },
      after: { theme },
    })
    return { theme }
  },
})

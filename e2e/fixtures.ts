import { test as base, type Page } from '@playwright/test'
import { demo, type PersonaRole } from './demo'
import { sessionOf } from './session'

interface Fixtures {
  /** A page of a browser in which this persona is signed in. */
  pageAs: (role: PersonaRole, options?: { viewport?: { width: number; height: number } }) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  pageAs: async ({ browser }, use) => {
    const contexts: { close(): Promise<void> }[] = []
    await use(async (role, options = {}) => {
      const context = await browser.newContext({ viewport: options.viewport ?? { width: 1360, height: 900 } })
      contexts.push(context)
      const session = await sessionOf(role)
      await context.addCookies([{ ...session, url: demo.url, httpOnly: true, sameSite: 'Lax' }])
      return await context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})

export const PHONE = { width: 390, height: 844 }

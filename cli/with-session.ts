import { type ApiClient, type ApiOptions, apiBase, clientWith } from './api-client'
import { CliError } from './cli-error'
import { readPassword } from './read-password'

interface PersonOptions extends ApiOptions {
  email: string
  workspace?: string | undefined
}

async function signIn(base: string, origin: Record<string, string>, email: string): Promise<string> {
  const password = await readPassword(`Password of ${email}: `)
  const response = await fetch(`${base}/api/v1/identity/sign-in`, {
    method: 'POST',
    headers: { ...origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  }).catch(() => {
    throw new CliError(`Slipway does not answer at ${base}. Check the address (--api or SLIPWAY_URL).`)
  })
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string } | null
    throw new CliError(problem?.detail ?? `Signing in failed: HTTP ${response.status}.`)
  }
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new CliError('Signing in gave no session.')
  return cookie
}

/** What only a person may do: signs in as that person, does it, and signs out whatever happened. */
export async function withSession<T>(options: PersonOptions, act: (api: ApiClient) => Promise<T>): Promise<T> {
  const base = apiBase(options)
  // A session is bound to its site; this program speaks for the person as the site's own page would.
  const origin = { origin: new URL(base).origin, 'sec-fetch-site': 'same-origin' }
  const cookie = await signIn(base, origin, options.email)
  const anywhere = clientWith(base, { ...origin, cookie })
  try {
    const { workspaces } = await anywhere.get<{ workspaces: { slug: string }[] }>('/identity/me')
    const slugs = workspaces.map(({ slug }) => slug)
    const slug = options.workspace ?? (slugs.length === 1 ? slugs[0] : undefined)
    if (slug === undefined)
      throw new CliError(`Name the workspace with --workspace: ${slugs.join(', ') || 'this account has none'}.`)
    return await act(clientWith(base, { ...origin, cookie, 'x-slipway-workspace': slug }))
  } finally {
    await anywhere.post('/identity/sign-out', {})
  }
}

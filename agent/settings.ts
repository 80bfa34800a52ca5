/** The agent's only look at the environment. */

const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'] as const

/** What children get: nothing that could be a secret. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const entries = INHERITED.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(entries), NODE_ENV: 'production' }
}

export const logLevel = process.env['SLIPWAY_LOG_LEVEL'] ?? 'info'

import pino from 'pino'
import { env } from './env'

/** JSON lines on stderr, so that stdout stays free for scripts. Secrets are redacted by path before they are written. */
export const log = pino(
  {
    level: env.SLIPWAY_LOG_LEVEL,
    base: undefined,
    redact: [
      'password',
      'token',
      'secret',
      'authorization',
      'cookie',
      '*.password',
      '*.token',
      '*.secret',
      '*.authorization',
      '*.cookie',
    ],
  },
  pino.destination({ dest: 2, sync: false }),
)

export type Log = Pick<typeof log, 'info' | 'warn' | 'error' | 'debug'>

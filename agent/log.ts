import pino from 'pino'
import { logLevel } from './settings'

/** One JSON line per event on stderr; never payloads, never secrets. */
export const log = pino({ name: 'slipway-agent', level: logLevel }, pino.destination({ fd: 2, sync: true }))

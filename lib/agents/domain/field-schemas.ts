import { z } from 'zod'

export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** Counters are bigint in SQL and decimal strings in JSON. */
export const counterSchema = z.string().regex(/^(0|[1-9]\d{0,18})$/)

export const idSchema = z.string().min(1).max(64)

export const instantSchema = z.iso.datetime({ offset: true })

'use client'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import { fetchJson } from './fetch-json'
import { useWorkspace } from './workspace-context'

export interface Change<V, S extends z.ZodType> {
  room: string
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string | ((variables: V) => string)
  body?: (variables: V) => unknown
  output: S
  onDone?: (answer: z.output<S>, variables: V) => void
}

/** Every change of a screen. Trying the same content again after a lost connection reuses its Idempotency-Key. */
export function useChange<V, S extends z.ZodType>(change: Change<V, S>): UseMutationResult<z.output<S>, Error, V> {
  const workspace = useWorkspace()
  const client = useQueryClient()
  const last = useRef({ content: '', key: '' })
  return useMutation<z.output<S>, Error, V>({
    mutationFn: (variables) => {
      const path = typeof change.path === 'function' ? change.path(variables) : change.path
      const body = change.body ? change.body(variables) : variables
      const content = `${path} ${JSON.stringify(body)}`
      if (last.current.content !== content) last.current = { content, key: crypto.randomUUID() }
      return fetchJson(path, {
        workspace,
        method: change.method ?? 'POST',
        body,
        output: change.output,
        idempotencyKey: last.current.key,
      })
    },
    onSuccess: (answer, variables) => {
      last.current = { content: '', key: '' }
      change.onDone?.(answer, variables)
      void client.invalidateQueries({ queryKey: [change.room] })
    },
  })
}

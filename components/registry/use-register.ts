'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { fetchJson } from '@/components/api/fetch-json'
import { useWorkspace } from '@/components/api/workspace-context'
import { versionOutput } from '@/lib/registry/contract'
import { uploadFile } from './upload-file'

export interface RegisterInput {
  modelId: string
  description: string
  files: readonly File[]
  /** A version that an earlier try made; null: make one. */
  resumeVersionId: string | null
}

export interface RegisterState {
  step: 'idle' | 'creating' | 'uploading' | 'waiting' | 'submitting' | 'done'
  /** Over all files. */
  sentBytes: number
  /** Of those, what had arrived in an earlier try. */
  keptBytes: number
  error: Error | null
  /** The reader broke it off. */
  stopped: boolean
  versionId: string | null
}

const IDLE: RegisterState = { step: 'idle', sentBytes: 0, keptBytes: 0, error: null, stopped: false, versionId: null }

/** Create, upload every file with progress, submit for intake. A second try goes on with the version that the first made. */
export function useRegister() {
  const workspace = useWorkspace()
  const client = useQueryClient()
  const [state, setState] = useState<RegisterState>(IDLE)
  const going = useRef(new AbortController())

  async function createVersion({ modelId, description }: RegisterInput): Promise<string> {
    setState({ ...IDLE, step: 'creating' })
    const path = `/api/v1/registry/models/${modelId}/versions`
    return (await fetchJson(path, { method: 'POST', workspace, body: { description }, output: versionOutput })).id
  }

  async function uploadAll(versionId: string, files: readonly File[]): Promise<void> {
    let before = { sentBytes: 0, keptBytes: 0 }
    for (const file of files) {
      let here = before
      const onProgress = (file: { sentBytes: number; keptBytes: number }) => {
        here = {
          sentBytes: before.sentBytes + file.sentBytes,
          keptBytes: before.keptBytes + file.keptBytes,
        }
        setState({ ...IDLE, step: 'uploading', ...here, versionId })
      }
      const onWait = () => setState({ ...IDLE, step: 'waiting', ...here, versionId })
      await uploadFile({ workspace, versionId, file, onProgress, onWait, signal: going.current.signal })
      before = { sentBytes: before.sentBytes + file.size, keptBytes: here.keptBytes }
    }
  }

  const run = async (input: RegisterInput): Promise<void> => {
    going.current = new AbortController()
    let versionId = state.versionId ?? input.resumeVersionId
    try {
      versionId ??= await createVersion(input)
      await uploadAll(versionId, input.files)
      setState((last) => ({ ...last, step: 'submitting', error: null, versionId }))
      const path = `/api/v1/registry/versions/${versionId}/submit`
      await fetchJson(path, { method: 'POST', workspace, body: {}, output: versionOutput })
      setState((last) => ({ ...last, step: 'done', error: null, versionId }))
    } catch (error) {
      const stopped = going.current.signal.aborted
      const failure = error instanceof Error ? error : new Error('The upload failed.')
      setState({ ...IDLE, error: stopped ? null : failure, stopped, versionId })
    } finally {
      void client.invalidateQueries({ queryKey: ['registry'] })
    }
  }
  return { state, run, stop: () => going.current.abort(), reset: () => setState(IDLE) }
}

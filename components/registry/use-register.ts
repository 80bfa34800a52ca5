'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
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
  versionId: string | null
}

const IDLE: RegisterState = { step: 'idle', sentBytes: 0, keptBytes: 0, error: null, versionId: null }

/** Create, upload every file with progress, submit for intake. A second try goes on with the version that the first made. */
export function useRegister() {
  const workspace = useWorkspace()
  const client = useQueryClient()
  const [state, setState] = useState<RegisterState>(IDLE)

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
        setState({ step: 'uploading', ...here, error: null, versionId })
      }
      const onWait = () => setState({ step: 'waiting', ...here, error: null, versionId })
      await uploadFile({ workspace, versionId, file, onProgress, onWait })
      before = { sentBytes: before.sentBytes + file.size, keptBytes: here.keptBytes }
    }
  }

  const run = async (input: RegisterInput): Promise<void> => {
    let versionId = state.versionId ?? input.resumeVersionId
    try {
      versionId ??= await createVersion(input)
      await uploadAll(versionId, input.files)
      setState((last) => ({ ...last, step: 'submitting', error: null, versionId }))
      const path = `/api/v1/registry/versions/${versionId}/submit`
      await fetchJson(path, { method: 'POST', workspace, body: {}, output: versionOutput })
      setState((last) => ({ ...last, step: 'done', error: null, versionId }))
    } catch (error) {
      setState({ ...IDLE, error: error instanceof Error ? error : new Error('The upload failed.'), versionId })
    } finally {
      void client.invalidateQueries({ queryKey: ['registry'] })
    }
  }
  return { state, run, reset: () => setState(IDLE) }
}

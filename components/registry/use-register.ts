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
}

export interface RegisterState {
  step: 'idle' | 'creating' | 'uploading' | 'submitting' | 'done'
  /** 0..1 over all bytes. */
  share: number
  error: Error | null
  versionId: string | null
}

const IDLE: RegisterState = { step: 'idle', share: 0, error: null, versionId: null }

/** Create, upload every file with progress, submit for intake. A second try goes on with the version that the first made. */
export function useRegister() {
  const workspace = useWorkspace()
  const client = useQueryClient()
  const [state, setState] = useState<RegisterState>(IDLE)
  const run = async ({ modelId, description, files }: RegisterInput): Promise<void> => {
    let versionId = state.versionId
    try {
      if (versionId === null) {
        setState({ ...IDLE, step: 'creating' })
        const version = await fetchJson(`/api/v1/registry/models/${modelId}/versions`, {
          method: 'POST',
          workspace,
          body: { description },
          output: versionOutput,
        })
        versionId = version.id
      }
      const id = versionId
      const total = files.reduce((sum, file) => sum + file.size, 0)
      let sent = 0
      for (const file of files) {
        const before = sent
        const onProgress = (share: number) =>
          setState({
            step: 'uploading',
            share: total === 0 ? 0 : (before + share * file.size) / total,
            error: null,
            versionId: id,
          })
        await uploadFile({ workspace, versionId: id, path: file.name, file, onProgress })
        sent += file.size
      }
      setState({ step: 'submitting', share: 1, error: null, versionId: id })
      await fetchJson(`/api/v1/registry/versions/${id}/submit`, {
        method: 'POST',
        workspace,
        body: {},
        output: versionOutput,
      })
      setState({ step: 'done', share: 1, error: null, versionId: id })
    } catch (error) {
      setState({
        step: 'idle',
        share: 0,
        error: error instanceof Error ? error : new Error('The upload failed.'),
        versionId,
      })
    } finally {
      void client.invalidateQueries({ queryKey: ['registry'] })
    }
  }
  return { state, run, reset: () => setState(IDLE) }
}

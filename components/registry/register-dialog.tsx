'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useWorkspace } from '@/components/api/workspace-context'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { CopyCommand } from '@/components/ui/copy-command'
import { Dialog } from '@/components/ui/dialog'
import { formatBytes } from '@/components/ui/format-number'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Textarea } from '@/components/ui/textarea'
import { useUnfinishedUploads } from './queries'
import { resumableFor, UnfinishedUploads } from './unfinished-uploads'
import { type RegisterState, useRegister } from './use-register'

interface RegisterDialogProps {
  model: { id: string; name: string }
  open: boolean
  onOpenChange: (open: boolean) => void
}

const WORD = {
  idle: '',
  creating: 'Making the version',
  uploading: 'Uploading',
  waiting: 'The line is broken; trying again',
  submitting: 'Handing over to intake',
  done: 'Done',
}

function RegisterProgress({ state, totalBytes }: { state: RegisterState; totalBytes: number }) {
  const moves = state.step === 'uploading' || state.step === 'waiting'
  const kept = state.keptBytes > 0 ? `, ${formatBytes(state.keptBytes)} were there already` : ''
  const label = moves ? `${WORD[state.step]} ${formatBytes(state.sentBytes)} of ${formatBytes(totalBytes)}${kept}` : ''
  return (
    <ProgressBar
      value={moves && totalBytes > 0 ? (state.sentBytes / totalBytes) * 100 : null}
      label={label || WORD[state.step]}
    />
  )
}

export function RegisterDialog({ model, open, onOpenChange }: RegisterDialogProps) {
  const workspace = useWorkspace()
  const router = useRouter()
  const { state, run, stop, reset } = useRegister()
  const [files, setFiles] = useState<File[]>([])
  const [description, setDescription] = useState('')
  const busy = state.step !== 'idle' && state.step !== 'done'
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0)
  const unfinished = useUnfinishedUploads(model.id, open && !busy).data?.items ?? []
  const resumable = resumableFor(unfinished, files)
  const { step, versionId } = state
  useEffect(() => {
    if (step === 'done' && versionId !== null) router.push(`/${workspace}/models/${model.id}/versions/${versionId}`)
  }, [step, versionId, router, workspace, model.id])
  const closing = (next: boolean) => {
    if (busy) return
    onOpenChange(next)
    if (!next) reset()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={closing}
      title={`Register a version of ${model.name}`}
      description="Files are read as data, never run. The version becomes ready once its format and header are understood, and never changes after that."
      footer={
        <>
          {state.step === 'uploading' || state.step === 'waiting' ? (
            <Button onClick={stop}>Stop the upload</Button>
          ) : (
            <Button disabled={busy} onClick={() => closing(false)}>
              Cancel
            </Button>
          )}
          <Button
            tone="primary"
            busy={busy}
            disabled={files.length === 0}
            onClick={() =>
              void run({ modelId: model.id, description, files, resumeVersionId: resumable?.versionId ?? null })
            }
          >
            Upload and register
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <label className="grid gap-1">
          <span className="text-sm font-medium">Files</span>
          <input
            type="file"
            multiple
            disabled={busy}
            onChange={(event) => setFiles([...(event.target.files ?? [])])}
            className="w-full rounded-sm border border-dashed border-line-strong bg-surface px-3 py-4 text-sm file:mr-3 file:rounded-sm file:border file:border-line file:bg-hover file:px-3 file:py-1 file:text-ink"
          />
          <span className="text-xs text-muted">
            {files.length === 0
              ? 'An .onnx file, or several files of one model.'
              : `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${formatBytes(totalBytes)}`}
          </span>
        </label>
        {busy ? null : <UnfinishedUploads uploads={unfinished} chosen={resumable} />}
        <Field label="Description" hint="What is different in this version?">
          <Textarea rows={2} value={description} onChange={(event) => setDescription(event.target.value)} />
        </Field>
        {busy ? <RegisterProgress state={state} totalBytes={totalBytes} /> : null}
        {state.stopped ? (
          <p role="status" className="text-muted">
            Stopped; no version was registered. Parts of large files that have arrived are kept for a day.
          </p>
        ) : null}
        <InlineError error={state.error} />
        <div className="grid gap-1">
          <span className="text-xs text-muted">Or from the command line</span>
          <CopyCommand command={`npm run slipway -- register --model ${model.name} --file model.onnx`} />
        </div>
      </div>
    </Dialog>
  )
}

import { runCommand } from '@/lib/server/run-command'
import { person } from '../../testing/people'
import { registerVersion } from '../../testing/register-version'
import { tinyOnnx } from '../../testing/tiny-onnx'
import { createModel } from '../../use-cases/create-model'

/** A model with one READY version, made through the console's commands. */
export async function readyVersion(
  { workspaceId }: { workspaceId: string },
  name: string,
  importance: 'medium' | 'high' = 'medium',
) {
  const principal = person(workspaceId, 'Wanda', ['data-scientist'])
  const model = await runCommand(createModel, { principal, workspace: workspaceId, input: { name, importance } })
  await registerVersion({ principal, workspaceId, modelId: model.id, files: { 'model.onnx': tinyOnnx() } })
  return model.id
}

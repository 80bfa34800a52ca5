import { mlflowClient, mlflowWorkspace } from './mlflow-client'

/** A workspace, its owner's token, a client with it, and runs of its first experiment. */
export async function mlflowScene() {
  const { token, workspaceId } = await mlflowWorkspace('demo')
  const ask = mlflowClient(token)
  const newRun = async (fields: Record<string, unknown> = {}): Promise<string> =>
    (await ask('POST', 'runs/create', { experiment_id: '0', ...fields })).body.run.info.run_id
  return { token, workspaceId, ask, newRun }
}

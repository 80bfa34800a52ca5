import { defineRow, type MlflowRow } from '../mlflow-row'
import { getServerInfo } from '../use-cases/get-server-info'

export const serverRows: readonly MlflowRow[] = [
  defineRow({
    method: 'GET',
    path: '/server-info',
    version: '3.0',
    operation: getServerInfo,
    input: () => ({}),
    answer: (info) => info,
  }),
]

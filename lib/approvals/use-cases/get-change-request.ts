import { defineQuery } from '@/lib/server/operation'
import { changeRequestDetail, getChangeRequestInput } from '../contract'
import { requestDetail } from '../reads'

export const getChangeRequest = defineQuery({
  name: 'approvals.get-change-request',
  permission: 'approvals:read',
  input: getChangeRequestInput,
  output: changeRequestDetail,
  run: (ctx, { changeRequestId }) => requestDetail(ctx, changeRequestId),
})

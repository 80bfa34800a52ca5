import { defineQuery } from '@/lib/server/operation'
import { listSignersInput, signerList } from '../provenance-contract'
import { toSignerView } from '../signing/signer-view'

/** All of them: a workspace trusts a handful. */
export const listSigners = defineQuery({
  name: 'registry.list-signers',
  permission: 'registry:administer',
  input: listSignersInput,
  output: signerList,
  async run({ db, workspace }) {
    const rows = await db.trustedSigner.findMany({
      where: { workspaceId: workspace.id, removedAt: null },
      orderBy: [{ addedAt: 'desc' }, { id: 'desc' }],
      take: 200,
    })
    return { items: rows.map(toSignerView) }
  },
})

import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import type { ChangeRequestDetail, ChangeRequestSummary } from '@/lib/approvals/contract'
import { type ApiClient, type ApiOptions, apiClient, print } from '../api-client'
import { CliError } from '../cli-error'
import { withSession } from '../with-session'

interface ApproveOptions extends ApiOptions {
  json: boolean
  email?: string
  workspace?: string
  reject: boolean
  reason?: string
  yes: boolean
}

async function waiting(api: ApiClient): Promise<ChangeRequestSummary[]> {
  const query = { state: 'IN_REVIEW', limit: 200 }
  return (await api.get<{ items: ChangeRequestSummary[] }>('/approvals/change-requests', query)).items
}

async function list(options: ApproveOptions): Promise<void> {
  const items = await waiting(apiClient(options))
  const lines = items.map((item) => `${item.number}  ${item.title}  asked by ${item.requestedByName}  ${item.id}`)
  print(options.json, items, lines.join('\n') || 'Nothing waits for a decision.')
}

function textOf(request: ChangeRequestDetail): string {
  const changes = request.diff.map(
    ({ path, before, after }) => `  ${path}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
  )
  return [
    `Request ${request.number}: ${request.title}`,
    `Asked by ${request.requestedByName}: ${request.reason}`,
    `Environment ${request.environmentName ?? 'none'}`,
    ...changes,
    `Digest ${request.approvalDigest}`,
    '',
  ].join('\n')
}

async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) throw new CliError('Nobody is there to confirm. Pass --yes after reading the request.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('Nothing was decided.')
}

async function decide(api: ApiClient, wanted: string, options: ApproveOptions) {
  const found = (await waiting(api)).find((item) => item.id === wanted || String(item.number) === wanted)
  if (!found) throw new CliError(`No request ${wanted} waits for a decision. slipway approve lists those that do.`)
  const request = await api.get<ChangeRequestDetail>(`/approvals/change-requests/${found.id}`)
  if (!request.mayDecide) throw new CliError(request.whyNot ?? 'You may not decide this request.')
  process.stderr.write(textOf(request))
  const decision = options.reject ? 'reject' : 'approve'
  if (!options.yes) await confirm(`${options.reject ? 'Reject' : 'Approve'} it?`)
  return api.post<{ state: string }>(`/approvals/change-requests/${request.id}/votes`, {
    decision,
    cycle: request.cycle,
    approvalDigest: request.approvalDigest,
    reason: options.reason ?? null,
  })
}

/** `slipway approve`: lists what waits; with a request, casts the vote of a person who signs in for it. */
export function registerApprove(program: Command): void {
  program
    .command('approve')
    .description('list change requests that wait; with one, decide it as the person who signs in')
    .argument('[request]', 'number or id')
    .option('--email <address>', 'who decides; the password is asked for, or taken from SLIPWAY_PASSWORD')
    .option('--workspace <name>', 'for people who are in several')
    .option('--reject', 'reject instead of approve (needs --reason)', false)
    .option('--reason <text>', 'why')
    .option('--yes', 'do not ask once more', false)
    .option('--api <url>', 'address of Slipway')
    .option('--token <token>', 'API token, for listing')
    .option('--json', 'one JSON line', false)
    .action(async (request: string | undefined, options: ApproveOptions) => {
      if (request === undefined) return list(options)
      const { email } = options
      if (email === undefined)
        throw new CliError('A vote is a person\u2019s act: name yourself with --email. Tokens never decide.')
      const answer = await withSession({ ...options, email }, (api) => decide(api, request, options))
      print(options.json, answer, `Request ${request}: ${answer.state}`)
    })
}

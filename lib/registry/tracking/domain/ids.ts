const HEX32 = /^[0-9a-f]{32}$/
const INT32_MAX = 2_147_483_647

function uuidOf(hex: string): string | null {
  return HEX32.test(hex)
    ? `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    : null
}

function hexOf(uuid: string): string {
  return uuid.replaceAll('-', '')
}

/** Clients write a run's id as 32 hex digits, a logged model's as `m-` and 32 hex digits; rows hold the same bits as a uuid. */
export function runIdText(uuid: string): string {
  return hexOf(uuid)
}

export function runUuid(runId: string): string | null {
  return uuidOf(runId)
}

export function modelIdText(uuid: string): string {
  return `m-${hexOf(uuid)}`
}

export function modelUuid(modelId: string): string | null {
  return modelId.startsWith('m-') ? uuidOf(modelId.slice(2)) : null
}

/** An experiment's number from its decimal text; null for anything else. */
export function experimentNumber(text: string): number | null {
  return /^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= INT32_MAX ? Number(text) : null
}

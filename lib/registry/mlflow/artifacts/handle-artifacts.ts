import { requireHost, requireTls } from '@/lib/server/request-guards'
import { MlflowError } from '../mlflow-error'
import { type ArtifactCall, answering, guardedCall } from './artifact-call'
import { receiveArtifact, removeArtifact, sendArtifact, sendListing } from './artifact-files'
import { abortMultipart, completeMultipart, createMultipart, receivePart } from './multipart'
import { sendPresigned, sendSigned } from './presigned'

// The path is read as it was sent: a framework's own decoding must not hide `%2f` or `..` from the path rules.
const ADDRESS =
  /^\/(ajax-)?api\/2\.0\/mlflow-artifacts\/(artifacts|mpu\/create|mpu\/complete|mpu\/abort|mpu\/part|presigned|signed)(?:\/(.*))?$/s

const CALLS: Record<string, (call: ArtifactCall) => Promise<Response>> = {
  'GET artifacts': (call) => (call.path === '' ? sendListing(call) : sendArtifact(call)),
  'HEAD artifacts': sendArtifact,
  'PUT artifacts': receiveArtifact,
  'DELETE artifacts': removeArtifact,
  'POST mpu/create': createMultipart,
  'POST mpu/complete': completeMultipart,
  'POST mpu/abort': abortMultipart,
  'GET presigned': sendPresigned,
}

const SIGNED: Record<string, (request: Request, path: string, requestId: string) => Promise<Response>> = {
  'PUT mpu/part': receivePart,
  'GET signed': sendSigned,
}

async function dispatch(request: Request, requestId: string): Promise<Response> {
  const { pathname } = new URL(request.url)
  const [, ajax, endpoint, path = ''] = ADDRESS.exec(pathname) ?? []
  const name = `${request.method} ${endpoint}`
  const signed = SIGNED[name]
  if (signed) {
    requireHost(request)
    requireTls(request)
    return signed(request, path, requestId)
  }
  const respond = CALLS[name]
  if (!respond) throw new MlflowError('ENDPOINT_NOT_FOUND', `Slipway has no endpoint ${request.method} ${pathname}.`)
  return respond(await guardedCall(request, requestId, path, ajax !== undefined))
}

/** Files of runs, logged models and versions for MLflow clients. */
export function handleArtifacts(request: Request): Promise<Response> {
  return answering((requestId) => dispatch(request, requestId))
}

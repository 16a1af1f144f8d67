import type { ChatFinding } from '#bot'
import { TransportError } from './api.ts'
import type { Cloud } from './cloud.ts'
import { fetchKeys } from './gate/keys.ts'
import { tokenSource } from './transport/login.ts'

/**
 * What `kontrollera drift` says of Teams: whether Microsoft gives us a token, and whether its signing keys are there.
 */
export function checkCloud(cloud: Cloud): Promise<ChatFinding[]> {
  return Promise.all([findLogin(cloud), findKeys(cloud)])
}

/** Refusals with a step of their own. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const steps: Record<string, string> = {
  AADSTS7000215: 'secret',
  AADSTS7000222: 'secret_ended',
  AADSTS700016: 'app',
  AADSTS90002: 'tenant',
}

async function findLogin(cloud: Cloud): Promise<ChatFinding> {
  // Such an identity exists only on the machine where the product runs.
  if (cloud.appType === 'UserAssignedMSI') return { state: 'unsure', code: 'managed' }
  try {
    await tokenSource(cloud)()
    return { state: 'fine', code: 'fine' }
  } catch (error) {
    const { status, cause } = error instanceof TransportError ? error : {}
    if (status === undefined || status === 429 || status >= 500) return { state: 'unsure', code: 'unreached' }
    const why = typeof cause === 'string' ? cause : `HTTP ${status}`
    return { state: 'wrong', code: steps[why] ?? 'token', params: { why } }
  }
}

const findKeys = ({ metadataUrl }: Cloud): Promise<ChatFinding> =>
  fetchKeys(metadataUrl).then(
    () => ({ state: 'fine', code: 'keys.fine' }),
    () => ({ state: 'wrong', code: 'keys.missing', params: { host: new URL(metadataUrl).host } }),
  )

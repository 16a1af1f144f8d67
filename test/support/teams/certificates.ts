import { execFileSync } from 'node:child_process'
import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'

/** The certificates that the app has at Microsoft. */
export const certificates: X509Certificate[] = []

/** https://learn.microsoft.com/entra/identity-platform/certificate-credentials */
export function isOfCertificate(form: URLSearchParams, appId: string, tokenUrl: string): boolean {
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return false
  if (form.has('client_secret')) return false
  const [head = '', claims = '', signature = ''] = form.get('client_assertion')?.split('.') ?? []
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  const { alg, 'x5t#S256': thumbprint } = read(head)
  const { iss, sub, aud, jti, nbf, exp } = read(claims) as Record<string, string> & { nbf: number; exp: number }
  const known = certificates.find(({ raw }) => createHash('sha256').update(raw).digest('base64url') === thumbprint)
  if (alg !== 'PS256' || !known || !jti || aud !== tokenUrl || iss !== appId || sub !== appId) return false
  const now = Date.now() / 1000
  if (nbf > now || exp < now || exp > now + 601) return false
  const key = { key: known.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  return verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))
}

export const openssl = ['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'].find(existsSync)

/** A new certificate with its private key, in PEM, that the app has at Microsoft from now on. */
export function newCertificate(): string {
  const options = ['-newkey', 'rsa:2048', '-noenc', '-keyout', '-', '-subj', '/CN=verifiera.example', '-days', '2']
  const pem = execFileSync(openssl!, ['req', '-x509', ...options], { encoding: 'utf8', stdio: 'pipe' })
  certificates.push(new X509Certificate(pem))
  return pem
}

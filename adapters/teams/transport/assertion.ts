import { createHash, randomUUID, X509Certificate } from 'node:crypto'
import { importPKCS8, SignJWT } from 'jose'

/**
 * What stands in for a client secret where the app has a certificate: a statement about itself, signed with its private
 * key, good for ten minutes. https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 * @param pem the certificate and its private key (PKCS #8), one after the other
 */
export async function clientAssertion(pem: string, appId: string, tokenUrl: string): Promise<string> {
  const { raw } = new X509Certificate(pem)
  const key = await importPKCS8(/-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----/.exec(pem)![0], 'PS256')
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': createHash('sha256').update(raw).digest('base64url') })
    .setIssuer(appId)
    .setSubject(appId)
    .setAudience(tokenUrl)
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('10m')
    .sign(key)
}

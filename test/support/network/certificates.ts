import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'

export const openssl = ['/usr/bin/openssl', '/usr/local/bin/openssl'].find((path) => existsSync(path))

export interface Certificate {
  key: string
  cert: string
  keyFile: string
  certFile: string
}

/** An authority of the tests' own: Node trusts it with `NODE_EXTRA_CA_CERTS`, which is read at the start only. */
export interface Authority {
  readonly file: string
  readonly pem: string
  /** A certificate for these names; with days below 0 it ended then. */
  issue(names?: string[], days?: number): Certificate
}

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

export function createAuthority(): Authority {
  const folder = mkdtempSync(join(inject('scratch'), 'certificates-'))
  const at = (name: string) => join(folder, name)
  const run = (...args: string[]) => execFileSync(openssl!, args, { cwd: folder, stdio: 'pipe' })
  run('req', '-x509', ...curve, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Tests')
  let count = 0
  return {
    file: at('ca.pem'),
    pem: readFileSync(at('ca.pem'), 'utf8'),
    issue(names = ['DNS:localhost', 'IP:127.0.0.1'], days = 2) {
      const name = `${++count}`
      run('req', ...curve, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=tests')
      writeFileSync(at(`${name}.ext`), `subjectAltName=${names.join(',')}\n`)
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`]
      run('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`, '-days', String(days))
      const [keyFile, certFile] = [at(`${name}.key`), at(`${name}.pem`)]
      return { keyFile, certFile, key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') }
    },
  }
}

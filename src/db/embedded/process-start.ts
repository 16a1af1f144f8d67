import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a process started, in whatever words the system has for it; undefined when it is gone or the system does not
 * tell. Together with the id it names one process: ids come again, after a power cut most of all.
 */
export function processStart(pid: number, platform: NodeJS.Platform = process.platform): string | undefined {
  try {
    if (platform === 'linux') return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19]
    if (platform === 'win32')
      return ask('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`])
    return ask('ps', ['-o', 'lstart=', '-p', String(pid)])
  } catch {
    return undefined
  }
}

function ask(program: string, args: string[]): string | undefined {
  const said = execFileSync(program, args, { encoding: 'utf8', timeout: 5000, stdio: ['ignore', 'pipe', 'ignore'] })
  return said.trim().replaceAll(/\s+/g, '-') || undefined
}

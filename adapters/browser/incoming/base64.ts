import type { Gathered } from '#bot'

/**
 * Decodes base64 that comes in parts, as it stands in a JSON text: some programs write `/` and `+` as escapes there.
 */
export class Base64 {
  /** Four characters are three bytes; this is what is left over. */
  private left = ''
  private escape = ''
  private ended = false
  private readonly to: Gathered

  constructor(to: Gathered) {
    this.to = to
  }

  /** @returns false if this is no base64 */
  add(part: string): boolean {
    const raw = this.escape + part
    this.escape = /\\(u[\da-f]{0,3})?$/i.exec(raw)?.[0] ?? ''
    const text = withoutEscapes(raw.slice(0, raw.length - this.escape.length))
    if (text === null) return false
    const whole = this.left + text
    const fours = whole.length - (whole.length % 4)
    this.left = whole.slice(fours)
    return this.decode(whole.slice(0, fours))
  }

  /** @returns false if this was no base64 */
  end(): boolean {
    return !this.escape && this.left.length !== 1 && this.decode(this.left)
  }

  private decode(text: string): boolean {
    if (!text) return true
    if (this.ended || !/^[A-Za-z\d+/]*={0,2}$/.test(text)) return false
    this.ended = text.endsWith('=')
    this.to.add(Buffer.from(text, 'base64'))
    return true
  }
}

function withoutEscapes(text: string): string | null {
  if (!text.includes('\\')) return text
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return null
  }
}

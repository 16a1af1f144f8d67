import { Gathered } from '#bot'
import type { Body } from './read.ts'

const newline = 0x0a

/** A body of one line of JSON, and after it a file as it is. */
export class FileBody {
  private readonly json = new Gathered(1024)
  private readonly file: Gathered
  private isFile = false

  constructor(expected: number) {
    this.file = new Gathered(expected)
  }

  take(part: Buffer): void {
    const end = this.isFile ? -1 : part.indexOf(newline)
    ;(this.isFile ? this.file : this.json).add(end < 0 ? part : part.subarray(0, end))
    if (end < 0) return
    this.isFile = true
    this.file.add(part.subarray(end + 1))
  }

  end(): Body | null {
    try {
      return { line: JSON.parse(new TextDecoder().decode(this.json.whole)), file: this.isFile ? this.file.whole : null }
    } catch {
      return null
    }
  }
}

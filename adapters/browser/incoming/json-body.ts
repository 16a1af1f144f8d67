import { Gathered } from '#bot'
import { Base64 } from './base64.ts'
import type { Body } from './read.ts'

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
/** Long enough to tell the name `base64` from every other. */
const longest = 8

/**
 * A JSON body that comes in parts. What a field called `base64` holds is decoded meanwhile and leaves an empty text, so
 * that a file of 25 MB is not in memory as characters as well, several times over.
 */
export class JsonBody {
  private readonly json: Gathered
  private readonly file: Gathered
  private where: 'between' | 'text' | 'file' = 'between'
  private isEscaped = false
  /** The last text that was read, or its beginning, and the last sign after it. */
  private text = ''
  private sign = 0
  private base64: Base64 | null = null
  private isWrong = false

  constructor(expected: number) {
    this.json = new Gathered(1024)
    this.file = new Gathered(Math.ceil((expected * 3) / 4))
  }

  take(part: Buffer): void {
    for (let at = 0; at < part.length; ) {
      const end = this.where === 'between' ? endBetween(part, at) : this.endOfText(part, at)
      this.accept(part.subarray(at, end))
      // A text and what is between two end with the quote; at the end of a part they go on in the next.
      if (part[end] === quote && end < part.length) this.turn()
      at = end + 1
    }
  }

  end(): Body | null {
    if (this.isWrong) return null
    try {
      return { line: JSON.parse(new TextDecoder().decode(this.json.whole)), file: this.base64 && this.file.whole }
    } catch {
      return null
    }
  }

  private accept(piece: Buffer): void {
    if (this.where === 'file') this.isWrong ||= !this.base64!.add(piece.toString('latin1'))
    else this.json.add(piece)
    if (this.where === 'text' && this.text.length < longest) this.text += piece.subarray(0, longest).toString('latin1')
    if (this.where === 'between') this.sign = lastSign(piece) ?? this.sign
  }

  /** A quote begins or ends a text. */
  private turn(): void {
    this.json.add(quoteAlone)
    if (this.where === 'file') this.isWrong ||= !this.base64!.end()
    if (this.where !== 'between') this.where = 'between'
    else if (this.sign === colon && this.text === 'base64') this.beginFile()
    else {
      this.where = 'text'
      this.text = ''
    }
    this.sign = 0
  }

  /** A line has one file. */
  private beginFile(): void {
    this.isWrong ||= this.base64 !== null
    this.base64 = new Base64(this.file)
    this.where = 'file'
    this.text = ''
  }

  private endOfText(part: Buffer, from: number): number {
    for (let at = from; at < part.length; at++) {
      if (this.isEscaped) this.isEscaped = false
      else if (part[at] === backslash) this.isEscaped = true
      else if (part[at] === quote) return at
    }
    return part.length
  }
}

const quoteAlone = Buffer.from([quote])

function endBetween(part: Buffer, from: number): number {
  const at = part.indexOf(quote, from)
  return at < 0 ? part.length : at
}

/** The last byte that is no white space. */
const lastSign = (piece: Buffer): number | undefined => piece.findLast((byte) => byte > 0x20)

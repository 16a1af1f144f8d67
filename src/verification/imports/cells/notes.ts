import type { FileColumn } from '../../../base/columns.ts'

export type Cell = FileColumn

/** What is wrong with a cell, or was put right in it. */
export const noteCodes = [
  /**
   * The row is no person: the header again, what kind each column is of, a sum, a line of dashes, the number of a page.
   * The cell is its first.
   */
  'header_again',
  'kinds',
  'total',
  'ruled',
  'page',
  /** The file holds an error (`#N/A`) or a formula without its result. */
  'error',
  'no_result',
  /** Nothing stands where the row needs a value. */
  'missing',
  /** No company that the sender has, but nearly one: that is proposed. */
  'near_company',
  /** The row stands below another header, which lacks this column. */
  'no_column',
  'too_long',
  /** `Bj?rn`: letters were lost when the file was made. */
  'lost_letters',
  /** Letters that may be wrong: their encoding is a guess, or they were put right in this row alone. */
  'letters',
  /** `1,23457E+11`: a spreadsheet has cut the number off. */
  'lost_digits',
  /** A spreadsheet has made a day out of a number. */
  'number_as_day',
  /** What cannot be anybody's number: `2837.5`, `TRUE`, `Sida 2 av 5`. */
  'no_number',
  /** A number with the shape of a personal identity number, whose check digit is wrong. It is stored, and said. */
  'personal',
  /** What cannot be anybody's name: `0`, `2026-01-01`. */
  'no_name',
  /** A whole name that can be divided in several ways, or not at all; how it was read is proposed. */
  'divided',
  /** An address where a name or another text belongs. The address is proposed. */
  'address_astray',
  /** The number differs from the proposed one by leading zeros only. */
  'zeros',
  'day',
  /** A day that can be read in two ways, such as 03/04/2026. */
  'two_days',
  /** The last day is before the first. Both are stored. */
  'ends_first',
  'yes_no',
  /** A language in which nothing is written to people. */
  'language',
  'address',
  'two_addresses',
  /** A likely slip of the pen. Nothing is changed. */
  'typo',
  /** Characters around the value were left out. */
  'cleaned',
] as const
export type NoteCode = (typeof noteCodes)[number]

export interface Note {
  cell: Cell
  why: NoteCode
  /** What it looks like, as a proposal. */
  proposal?: string
}

const ofNobody = new Set<NoteCode>(['header_again', 'kinds', 'total', 'ruled', 'page'])
/** Whether the note says that the whole row is no person. */
export const isOfNobody = ({ why }: Pick<Note, 'why'>): boolean => ofNobody.has(why)

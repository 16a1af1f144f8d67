/** The log that operators read. Details hold ids, codes and counts, never addresses, names or message texts. */
export interface Log {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** What operators read. Details hold ids, codes and counts, never addresses, names or what somebody wrote. */
export interface Log {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

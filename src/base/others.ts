/** Lets the rest of the process run: long work, and the embedded database, may never leave the microtask queue. */
export const others = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

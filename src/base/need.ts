/**
 * The least role that a command requires. An owner may do everything that an admin may; `employee` is every member of a
 * workspace or tenant that is let in, and `all` is everybody.
 */
export type Need = 'all' | 'employee' | 'admin' | 'owner'

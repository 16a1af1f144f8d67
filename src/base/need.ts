/** What a speaker must be for a command. `owner` includes `admin`; `employee` is anyone who is let in at all. */
export type Need = 'all' | 'employee' | 'admin' | 'owner'

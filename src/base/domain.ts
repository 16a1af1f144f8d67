/** The domain of an e-mail address, in the form in which the address has it. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

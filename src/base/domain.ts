/** The domain of an e-mail address, in the form in which the address has it. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** An address as it goes into an envelope: the local part as it was stored, the domain as A-label. */
export const sentTo = ({ email, emailKey }: { email: string; emailKey: string }): string =>
  `${email.slice(0, email.lastIndexOf('@'))}@${domainOf(emailKey)}`

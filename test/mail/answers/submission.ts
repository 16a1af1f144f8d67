import type { Answer } from './answers.ts'

/** What those who take mail from their customers say, and gateways that others stand behind. */
export const bySubmission: Answer[] = [
  // The customer's own account, in words that elsewhere mean a mailbox.
  ['policy', 'rcpt', '550 Account Outbounds Disabled', 'mimecast'],
  ['policy', 'mail', '554 5.1.8 Email Outgoing Blocked', 'zohoBlocked'],
  ['policy', 'rcpt', '553 Relaying disallowed as hr', 'zepto'],
  ['policy', 'rcpt', '553 Relaying disallowed', 'fieldManual'],
  [
    'policy',
    'message',
    "554 Access denied: User `arn:aws:iam::123456789012:user/mail' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:eu-north-1:123456789012:identity/acme.example'",
    'sesIam',
  ],
  ['policy', 'rcpt', '403 You are not authorized to send from that email address', 'sendgrid'],
  ['policy', 'mail', '550 Unauthenticated senders not allowed', 'sendgrid'],
  ['policy', 'rcpt', '550 Delivery is not allowed to this address.', 'hmail'],
  ['policy', 'rcpt', '550 #5.7.1 Your access to submit messages to this e-mail system has been rejected', 'mxroute'],
  ['policy', 'rcpt', '550 5.7.0 [SPF] host 192.0.2.1 is not allowed to send mail from acme.example', 'interia'],
  ['policy', 'rcpt', '501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]', 'fieldManual'],
  ['policy', 'rcpt', '550 5.5.2 <hr>: Sender address rejected: need fully-qualified address', 'fieldManual'],
  ['policy', 'rcpt', '451 Open relay not allowed', 'mimecast'],
  [
    'policy',
    'rcpt',
    '550 Requested action not taken: mailbox unavailable Reject due to policy restrictions.',
    'fieldManual',
  ],

  // The customer has not logged in.
  ['login', 'rcpt', '550 SMTP AUTH is required for message submission on port 587', 'catalyst'],
  ['login', 'rcpt', '550 Please turn on SMTP Authentication in your mail client', 'catalyst'],
  ['login', 'rcpt', '530 SMTP authentication is required.', 'hmail'],
  ['login', 'rcpt', '553 5.7.1 <hr>: Sender address rejected: not logged in', 'postfix'],
  ['login', 'auth', '554 5.1.8 Sender Address Blocked', 'zohoBlocked'],

  // The customer's limits, and the pace that a server asks for.
  ['quota', 'rcpt', '550 5.4.6 Unusual sending activity detected.', 'zoho'],
  ['quota', 'rcpt', '550 Exceeding outbound thread limit', 'mimecast'],
  ['quota', 'rcpt', '452 Too many recipients received this hour', 'brightmail'],
  ['quota', 'mail', '452 4.5.3 Daily message limit exceeded', 'emailit'],
  ['server', 'mail', '452 4.4.5 Messages per second limit exceeded', 'emailit'],
  ['server', 'mail', '460 too many messages (#4.3.0)', 'broadcom'],

  // Recipients, in words of their own.
  ['recipient', 'rcpt', '550 Invalid Recipient', 'mimecast'],
  ['recipient', 'rcpt', '554 5.7.1 <x>: Recipient address rejected: Invalid-Recipient.', 'fieldManual'],
  ['recipient', 'rcpt', '554 5.7.1 <x>: Recipient address rejected: Not in recipient list', 'fieldManual'],
  ['recipient', 'rcpt', '550 5.1.1 Account not found', 'interia'],
  ['recipient', 'rcpt', '551 5.7.1 Domain not found (#id-5.9.2)', 'fieldManual'],
  ['recipient_later', 'rcpt', '550 5.2.1 Mailbox not available', 'interia'],
  ['recipient_later', 'rcpt', '552 5.1.1 <x> recipient rejected - extended quota violation', 'fieldManual'],
  ['recipient_later', 'rcpt', '550 5.2.1 This mailbox has been blocked due to inactivity', 'fieldManual'],
  [
    'recipient_later',
    'rcpt',
    '450 4.2.1 The recipient has exceeded message rate limit. Try again later.',
    'fieldManual',
  ],
  [
    'recipient_later',
    'rcpt',
    '554 5.2.121 The sender has exceeded the limit for the number of messages they can send to this recipient per hour.',
    'fieldManual',
  ],
  ['recipient_later', 'rcpt', '451 Internal resource temporarily unavailable', 'mimecast'],
  ['letter', 'rcpt', "550 5.7.1 Recipient doesn't want your mail", 'interia'],
  ['letter', 'rcpt', '541 5.4.1 Mail rejected by destination domain', 'fieldManual'],
  ['letter', 'rcpt', '554 5.7.1 <x>: Recipient address rejected: BLOCK-RCPT.', 'fieldManual'],
  ['letter', 'rcpt', '550 5.7.1 Policy rejection on the target address', 'fieldManual'],
  ['letter', 'rcpt', '550 Envelope blocked - User Entry', 'mimecast'],
]

/** What `kontrollera drift` says of each thing that the product needs outside. */
export const setup = {
  'setup.fine': 'Everything is in place',
  'setup.almost': 'Nothing wrong was found, but not everything can be seen from here',
  'setup.wrong': '{n, plural, one {1 thing needs} other {# things need}} to be put right',
  'setup.head.what': 'What',
  'setup.head.state': 'State',
  'setup.head.next': 'What to do',
  'setup.state.fine': 'fine',
  'setup.state.wrong': 'WRONG',
  'setup.state.unsure': 'unsure',
  'setup.state.off': 'off',
  'setup.topic.database': 'Database',
  'setup.topic.mail': 'Mail server',
  'setup.topic.sender': 'The sender’s domain',
  'setup.topic.mailbox': 'Mailbox for bounces',
  'setup.topic.slack': 'Slack',
  'setup.topic.teams': 'Teams',
  'setup.topic.provider': 'Visma Connect (SCIM)',
  'setup.topic.public': 'PUBLIC_URL',
  'setup.topic.clock': 'Clock',
  'setup.unsure': 'This could not be checked just now. Try again in a while.',
  'setup.database.embedded': 'The embedded database is used.',
  'setup.database.fine': 'Rights, settings and connections are right.',
  'setup.database.empty': 'The database is empty, and the role may create the tables, which happens at the start.',
  'setup.database.silent': 'The database did not answer: {why}. Check DATABASE_URL and that the database is running.',
  'setup.database.old': 'PostgreSQL {version} is too old. Upgrade to 14 or newer.',
  'setup.database.standby': 'This is a standby that only reads. Name the primary in DATABASE_URL.',
  'setup.database.readonly':
    'The role or the database may only read (default_transaction_read_only is on). Hosts do so while the disk is full. Allow writing again.',
  'setup.database.encoding':
    'The database is encoded in {encoding}, which cannot hold every name. Create it with encoding UTF8 template template0.',
  'setup.database.pooler':
    'A pooler in between changes sessions from one transaction to the next. Use its session mode, or the address of the server itself.',
  'setup.database.fsync': 'The server runs with fsync=off and may lose what has been stored. Turn fsync on.',
  'setup.database.commit': 'synchronous_commit is {commit}. Set it to on; otherwise letters may go out twice.',
  'setup.database.rights':
    'The role may not create tables. Grant it create on the database and on the schema public, or run npm run migrate as a role that has it.',
  'setup.database.tables':
    'The role may not read and write {tables}. Grant it what README lists under “The history, and what it proves”.',
  'setup.database.unsure': 'The database did not answer everything. Try again in a while.',
  'setup.mail.off': 'There is no mail server: letters stay in the local outbox.',
  'setup.mail.fine': 'The login works. No mail was sent.',
  'setup.mail.open':
    'The server answers but offers no login, so the name and password in SMTP_URL are untried. Check the port.',
  'setup.mail.auth': 'The server refuses the login: {why}. Check the name and the password in SMTP_URL.',
  'setup.mail.oauth':
    'The login by OAuth is refused: {why}. Check the SMTP_OAUTH settings, and that the mailbox may send over SMTP.',
  'setup.mail.tls':
    'The connection could not be secured: {why}. Check the server name and port in SMTP_URL, and the server’s certificate.',
  'setup.mail.greeting': 'The server will not have us: {why}. Try later, or ask whoever runs the server.',
  'setup.mail.connect': 'The server does not answer: {why}. Check the host and port in SMTP_URL, and the firewall.',
  'setup.mail.secret.soon':
    'The client secret ends on {day}. Create a new one with the provider before that, set SMTP_OAUTH_CLIENT_SECRET and SMTP_OAUTH_SECRET_ENDS, and restart.',
  'setup.mail.secret.over':
    'The client secret ended on {day}. Create a new one with the provider, set SMTP_OAUTH_CLIENT_SECRET and SMTP_OAUTH_SECRET_ENDS, and restart.',
  'setup.mail.unsure': 'The mail server did not answer. Check SMTP_URL.',
  'setup.sender.off': 'Is checked when real mail is sent.',
  'setup.sender.silent': 'DNS did not answer for {domain}. Try again in a while.',
  'setup.sender.spf.fine': '{domain} has SPF.',
  'setup.sender.spf.missing':
    '{domain} has no SPF. Add a TXT record that begins with v=spf1 and allows your mail server.',
  'setup.sender.spf.several': '{domain} has several SPF records, so none counts. Make them one.',
  'setup.sender.spf.open': 'The SPF of {domain} allows everybody. Change +all to ~all or -all.',
  'setup.sender.spf.nobody':
    'The SPF of {domain} allows no server, so the e-mails count as forged. Add your mail server before all in the record: {add}.',
  'setup.sender.spf.other':
    'The SPF of {domain} does not allow {host}, so the e-mails count as forged. Add {add} before all in the record.',
  'setup.sender.spf.too_many':
    'The SPF of {domain} needs more than ten DNS lookups. Receivers then stop asking, and the record does not count. Remove each include, a and mx that is not used, or write the addresses as ip4.',
  'setup.sender.spf.broken':
    'The SPF of {domain} cannot be read, so it does not count. It is {term} that is wrong. Correct or remove it.',
  'setup.sender.dmarc.fine': '{domain} has DMARC.',
  'setup.sender.dmarc.missing': '{domain} has no DMARC. Add a TXT record at _dmarc.{domain}, such as v=DMARC1; p=none.',
  'setup.sender.dmarc.several': '{domain} has several DMARC records, so none counts. Keep one.',
  'setup.sender.dmarc.broken':
    'The DMARC of {domain} does not count: p must be none, quarantine or reject. Correct the record at _dmarc.{domain}.',
  'setup.sender.dmarc.none':
    '{domain} has DMARC, but it stops nobody who pretends to be you (p=none). Once the reports show that your own e-mails pass, change it to p=quarantine.',
  'setup.sender.dkim.fine': '{domain} has the DKIM key {selector}.',
  'setup.sender.dkim.weak':
    '{domain} has the DKIM key {selector}. It has {bits} bits, which will do, but 2048 is better the next time it is changed.',
  'setup.sender.dkim.revoked':
    'The DKIM key {selector} of {domain} is revoked (p= is empty), so signatures with it fail. Turn signing on again at your mail provider and publish the key that it gives you.',
  'setup.sender.dkim.short':
    'The DKIM key {selector} of {domain} has only {bits} bits, and receivers accept none shorter than 1024. Make a new one with 2048 at your mail provider.',
  'setup.sender.dkim.testing':
    'The DKIM key {selector} of {domain} is marked as a test (t=y), so receivers may take no account of the signature. Remove t=y from the record.',
  'setup.sender.dkim.broken':
    'The DKIM record {selector} of {domain} cannot be read. There must be one record. Copy it again from your mail provider.',
  'setup.sender.dkim.missing':
    '{domain} has no DKIM key under the usual names. Send yourself a test letter: its headers must say dkim=pass. Otherwise turn signing on at your mail provider.',
  'setup.sender.unsure': 'The domain could not be looked up. Try again in a while.',
  'setup.mailbox.off': 'There is no mailbox for bounces: BOUNCE_IMAP_URL is not set.',
  'setup.mailbox.fine': 'The login works, and the folder can be read.',
  'setup.mailbox.login': 'The server refuses the login. Check the name and password (or OAuth) of BOUNCE_IMAP_URL.',
  'setup.mailbox.folder': 'The login works, but there is no such folder. Check the last part of BOUNCE_IMAP_URL.',
  'setup.mailbox.unreached':
    'The server does not answer. Check the host and port in BOUNCE_IMAP_URL, and the firewall.',
  'setup.mailbox.unsure': 'The mailbox could not be checked. Try again in a while.',
  'setup.slack.off': 'Slack is not used.',
  'setup.slack.fine': '{team}: the token and its scopes are right.',
  'setup.slack.token':
    '{team}: Slack refuses the token ({why}). Install the app there again and set the new SLACK_BOT_TOKEN.',
  'setup.slack.elsewhere':
    '{team}: the token belongs to another workspace, {other}. Correct SLACK_BOT_TOKEN or SLACK_TEAMS.',
  'setup.slack.scopes':
    '{team}: scopes are missing: {scopes}. Update the app from manifest/slack.json and install it there again.',
  'setup.slack.socket.fine': 'The token for Socket Mode is right.',
  'setup.slack.socket.token':
    'Slack refuses the token for Socket Mode ({why}). Make a new one with connections:write and set it as SLACK_APP_TOKEN.',
  'setup.slack.unreached': 'Slack did not answer. Check the network and try again in a while.',
  'setup.slack.unsure': 'Slack could not be reached from here.',
  'setup.teams.off': 'Teams is not used.',
  'setup.teams.fine': 'The login works.',
  'setup.teams.managed': 'The app uses a managed identity, which can only be tried where it runs.',
  'setup.teams.token':
    'Microsoft refuses the app’s credentials ({why}). Check MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId.',
  'setup.teams.secret':
    'Microsoft refuses the secret ({why}). Set MicrosoftAppPassword to the value of the secret, not to its id.',
  'setup.teams.secret_ended':
    'The secret has ended ({why}). Make a new one in Entra and set it as MicrosoftAppPassword.',
  'setup.teams.app': 'The app is not in the tenant ({why}). Check MicrosoftAppId and MicrosoftAppTenantId.',
  'setup.teams.tenant': 'There is no such tenant ({why}). Check MicrosoftAppTenantId.',
  'setup.teams.keys.fine': 'Microsoft’s signing keys can be fetched.',
  'setup.teams.keys.missing':
    'The signing keys at {host} cannot be fetched, so no message from Teams is let in. Open the firewall to it, or check TEAMS_OPENID_METADATA_URL.',
  'setup.teams.unreached': 'Microsoft did not answer. Check the network and try again in a while.',
  'setup.teams.unsure': 'Microsoft could not be reached from here.',
  'setup.provider.off': 'There is no identity provider: connections exist only here.',
  'setup.provider.filter.works': 'The address, the token and the filters work.',
  'setup.provider.filter.names_only':
    'The address, the token and the filter on userName work. No other filter is needed.',
  'setup.provider.filter.ignored':
    'The filter on userName makes no difference. That works only while the provider shows all users; ask for the filter to be turned on.',
  'setup.provider.filter.refused':
    'The provider cannot filter by userName, so nobody can be connected. Ask for it to be turned on.',
  'setup.provider.patch.works': 'PATCH works. No user was changed.',
  'setup.provider.patch.refused': 'There is no PATCH, so users are changed by PUT instead. No user was changed.',
  'setup.provider.patch.forbidden': 'The token may read users but not change them. Give it the right to write.',
  'setup.provider.token': 'The provider refuses the token. Check SCIM_TOKEN.',
  'setup.provider.refused': 'The provider answered with an error: {why}. Check SCIM_URL.',
  'setup.provider.unreadable': 'The answer cannot be read as SCIM: {why}. Check SCIM_URL.',
  'setup.provider.busy': 'The provider is busy: {why}. Try again in a while.',
  'setup.provider.unreachable': 'The provider does not answer: {why}. Check SCIM_URL and the firewall.',
  'setup.provider.unsure': 'The identity provider could not be reached.',
  'setup.public.off': '{url} is for this computer only.',
  'setup.public.fine': '{url} leads here, as seen from here.',
  'setup.public.certificate': 'The certificate of {url} is not good: {why}. Renew it in the proxy in front.',
  'setup.public.unreached':
    '{url} did not answer from here. Verifiera may not be running, or the network may not reach its own address. Open {url}/healthz from outside.',
  'setup.public.other':
    '{url} answers ({status}), but not as Verifiera does. Check the address and the proxy in front.',
  'setup.public.unsure': 'The address could not be checked.',
  'setup.clock.fine': 'The clock agrees with that of the database.',
  'setup.clock.both': 'The clock agrees with that of the database and that of {host}.',
  'setup.clock.drift':
    'The clock differs from that of the database by {seconds} seconds. Turn on time synchronisation on both.',
  'setup.clock.outside':
    'The clock differs from that of {host} by {seconds} seconds. Turn on time synchronisation (NTP).',
  'setup.clock.unsure': 'The clock could not be compared with that of the database.',
}

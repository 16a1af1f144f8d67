import type { roles as source } from '../sv/roles.ts'

export const roles: Record<keyof typeof source, string> = {
  'role.owner': 'owner',
  'role.admin': 'admin',
  'role.given': 'The role {role} is given, {where}',
  'role.everywhere': 'for all companies',
  'role.forCompanies': '{n, plural, one {for one company} other {for # companies}}',
  'role.atOnce': 'It holds from this moment.',
  'role.taken': 'The role is removed',
  'role.listButton': 'Show all roles',
  'role.list': '{n, plural, =0 {Nobody has a role yet} one {1 role} other {# roles}}',
  'role.head.who': 'Who',
  'role.head.role': 'Role',
  'role.head.companies': 'Companies',
  'role.note': 'Owners named by the setting OWNERS are changed there.',
  'role.badPerson':
    'I do not know who “{who}” is. Mention the person with @ in a message to me (not behind a slash), or write slack:<workspace>/<user> or teams:<tenant>/<object id>. An e-mail address will not do: it can be changed.',
  'role.configured': 'That person is an owner by the setting OWNERS and is removed there.',
  'role.ownerEverywhere': 'An owner always has every company. To limit somebody, give the role admin instead.',
  'role.noExcept': 'List the companies with company=…; “all but” cannot be used for a role.',
  'role.none': 'That person has no such role.',
  'role.unknown': '“{typed}” is not a role. There are owner and admin.',
}

// Accounts of nobody, for looking at. The names come in all lengths and directions.

export const FEW = [
  { name: 'GitHub', issuer: 'GitHub', user: 'alice', secret: 'mfrggzdfmztwq2lk' },
  { name: 'Nextcloud', issuer: 'Nextcloud', user: 'alice@contoso.example', secret: 'nbswy3dpeb3w64tm' },
  { name: 'VPN', issuer: 'Contoso', user: 'alice', secret: 'orugs4zanfzsa5dp', digits: 8 },
]

export const SEVERAL = ['Archive', 'Bank', 'Cloud', 'Forge', 'Mail', 'Shop'].map((name, at) => ({
  name,
  issuer: name,
  user: `user${String(at)}@fabrikam.example`,
  secret: `mfrggzdfmztwq2l${'abcdefg'.charAt(at)}`,
}))

export const LONG = [
  {
    name: `${'A very long name that a person gave to an account '.repeat(2)}and then some`,
    issuer: 'Long',
    user: `${'a-user-with-an-endless-address'.repeat(2)}@contoso.example`,
    secret: 'pfxxkidmnfvwk5di',
  },
  { name: 'حساب الجامعة', issuer: 'جامعة', user: 'طالب@contoso.example', secret: 'pfxxkidmnfvwk5dj' },
  { name: '🦊🦊🦊', issuer: '🦊', user: '🐢', secret: 'pfxxkidmnfvwk5dk' },
]

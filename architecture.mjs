/**
 * Who may use whom: the one table. `npm run boundaries` holds every import against it, and docs/architecture.svg is
 * drawn from it (npm run docs). A new folder in src/ starts with a line here.
 *
 * @typedef {object} Module
 * @property {string} about     what it is, in a few words
 * @property {readonly string[]} uses   the modules it may import, each through its door (index.ts)
 * @property {'ground' | 'domain' | 'portal' | 'program'} kind
 */

const ground = ['kernel', 'platform']

/** @type {Readonly<Record<string, Module>>} */
export const modules = {
  kernel: { kind: 'ground', about: 'ids, yen, time, refusals', uses: [] },
  platform: { kind: 'ground', about: 'database, http, keys, config', uses: ['kernel'] },

  catalog: { kind: 'domain', about: 'items, units, tiers, purposes', uses: ground },
  proof: { kind: 'domain', about: 'log, checkpoints, receipts', uses: ground },
  residents: { kind: 'domain', about: 'people and who acts for them', uses: ground },
  vendors: { kind: 'domain', about: 'companies and contracts', uses: ground },
  wire: { kind: 'domain', about: 'how companies’ programs are answered', uses: [...ground, 'catalog'] },
  notices: { kind: 'domain', about: 'what residents are told', uses: [...ground, 'residents'] },
  identity: {
    kind: 'domain',
    about: 'who is at the door',
    uses: [...ground, 'catalog', 'residents', 'vendors', 'notices'],
  },
  review: { kind: 'domain', about: 'approved uses and terms', uses: [...ground, 'catalog', 'vendors'] },
  vault: {
    kind: 'domain',
    about: 'envelopes and importers',
    uses: [...ground, 'catalog', 'residents', 'notices'],
  },
  consent: {
    kind: 'domain',
    about: 'who may use what, for what',
    uses: [...ground, 'catalog', 'vendors', 'review', 'residents', 'identity', 'notices', 'proof'],
  },
  shares: {
    kind: 'domain',
    about: 'what residents show to a doctor or a coach',
    uses: [...ground, 'catalog', 'residents', 'identity', 'proof'],
  },
  exchange: {
    kind: 'domain',
    about: 'the gate',
    uses: [
      ...ground,
      'catalog',
      'vendors',
      'review',
      'consent',
      'vault',
      'residents',
      'notices',
      'identity',
      'proof',
      'shares',
      'wire',
    ],
  },
  sandbox: {
    kind: 'domain',
    about: 'people who do not exist, for programs to try',
    uses: [...ground, 'catalog', 'vendors', 'identity', 'wire'],
  },

  leaving: {
    kind: 'domain',
    about: 'who leaves, moves away or dies',
    uses: [...ground, 'residents', 'notices', 'identity', 'consent', 'exchange'],
  },
  joining: {
    kind: 'domain',
    about: 'cohorts, invitations, joining by oneself',
    uses: [...ground, 'residents', 'notices', 'identity'],
  },
  counter: {
    kind: 'domain',
    about: 'residents helped by staff, on the record',
    uses: [
      ...ground,
      'catalog',
      'residents',
      'notices',
      'identity',
      'joining',
      'review',
      'consent',
      'exchange',
      'leaving',
    ],
  },
  erasure: {
    kind: 'domain',
    about: 'everything of a resident, gone',
    uses: [
      ...ground,
      'residents',
      'notices',
      'identity',
      'vault',
      'consent',
      'exchange',
      'joining',
      'counter',
      'proof',
    ],
  },
  copies: {
    kind: 'domain',
    about: 'residents take their own data out',
    uses: [...ground, 'residents', 'notices', 'identity'],
  },

  letters: {
    kind: 'domain',
    about: 'what residents are told on paper',
    uses: [...ground, 'residents', 'notices', 'identity', 'counter'],
  },

  portals: {
    kind: 'portal',
    about: 'web pages',
    uses: [
      ...ground,
      'catalog',
      'proof',
      'residents',
      'notices',
      'vendors',
      'identity',
      'review',
      'vault',
      'consent',
      'shares',
      'exchange',
      'wire',
      'leaving',
      'copies',
      'letters',
      'sandbox',
      'joining',
      'counter',
      'erasure',
    ],
  },
  programs: {
    kind: 'portal',
    about: 'what the city’s own programs may do',
    uses: [
      ...ground,
      'catalog',
      'vendors',
      'review',
      'residents',
      'identity',
      'joining',
      'consent',
      'counter',
    ],
  },
  me: {
    kind: 'portal',
    about: 'what the apps of residents may do for them',
    uses: [
      ...ground,
      'catalog',
      'vendors',
      'review',
      'notices',
      'identity',
      'vault',
      'consent',
      'shares',
      'exchange',
      'counter',
      'proof',
    ],
  },
  intake: {
    kind: 'portal',
    about: 'what partners bring, as residents chose',
    uses: [...ground, 'identity', 'vault'],
  },
  installation: {
    kind: 'program',
    about: 'databases, secrets and tenants made ready',
    uses: [...ground, 'catalog', 'residents'],
  },
  witness: {
    kind: 'program',
    about: 'watches the logs of other cities',
    uses: [...ground, 'proof'],
  },
  audit: {
    kind: 'program',
    about: 'the log held against its records',
    uses: [...ground, 'proof', 'consent', 'shares', 'exchange', 'erasure'],
  },
  backup: {
    kind: 'program',
    about: 'backup, restore, drill, escrow',
    uses: [...ground, 'proof', 'audit', 'residents', 'vault', 'installation'],
  },
  portability: {
    kind: 'program',
    about: 'a city that leaves, whole and open',
    uses: [...ground, 'proof', 'audit', 'residents', 'installation', 'backup'],
  },
  housekeeping: {
    kind: 'program',
    about: 'what is done by the clock',
    uses: [
      ...ground,
      'residents',
      'notices',
      'identity',
      'joining',
      'counter',
      'vault',
      'consent',
      'erasure',
    ],
  },
  recovery: {
    kind: 'program',
    about: 'what was stopped stays stopped',
    uses: [...ground, 'proof', 'residents', 'identity', 'consent', 'erasure', 'installation'],
  },
  seed: {
    kind: 'program',
    about: 'the fictional city of the demo',
    uses: [...ground, 'catalog', 'residents', 'vendors', 'identity', 'review', 'consent', 'vault'],
  },
  standby: { kind: 'program', about: 'the second machine, and how it takes over', uses: ground },
  supervisor: { kind: 'program', about: 'keeps everything running', uses: ground },
}

/** They wire everything together, through the doors like everybody else. Nobody imports them. */
export const wiring = ['cli', 'main.ts', 'version.ts']

/** The vault is opened by the gate and by the resident's own pages, and by nothing else; an app that a resident has let in is
 * theirs as a page is. A partner brings what its resident chose, and reads nothing.
 * Erasure removes, and reads nothing. Housekeeping throws away what was never confirmed, and reads nothing. The drill opens a
 * few days of a restored copy to see that they open, and shows nothing of them. The seed and `azukari import` deposit in the
 * demo, for people who do not exist. */
export const opensVault = [
  'src/exchange/',
  'src/portals/resident/',
  'src/me/',
  'src/intake/',
  'src/housekeeping/',
  'src/erasure/',
  'src/backup/',
  'src/seed/',
  'src/cli/',
]

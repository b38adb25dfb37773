import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    newest: ({ count }: { count: number }) => `新しいほうから${count}件です。変えることはできません。`,
    when: '日時',
    what: 'できごと',
    whom: 'だれを',
    role: '役割',
    by: 'だれが',
    machineRoom: 'システムの運用担当',
    appointed: '任命した',
    'invited-again': 'もう一度招待した',
    joined: 'パスキーを登録した',
    'role-changed': '役割を変えた',
    ended: '終了した',
  },
  'ja-easy': {
    newest: ({ count }) => `{新|あたら}しい ほうから ${count}こ です。{変|か}える ことは できません。`,
    when: '{日時|にちじ}',
    what: 'できごと',
    whom: 'だれを',
    role: '{役割|やくわり}',
    by: 'だれが',
    machineRoom: 'システムの {人|ひと}',
    appointed: '{決|き}めた',
    'invited-again': 'もう{一度|いちど} {招待|しょうたい}した',
    joined: 'パスキーを {作|つく}った',
    'role-changed': '{役割|やくわり}を {変|か}えた',
    ended: 'おわりに した',
  },
  en: {
    newest: ({ count }) =>
      count === 1
        ? 'The latest entry. It cannot be changed.'
        : `The latest ${count} entries. They cannot be changed.`,
    when: 'When',
    what: 'What',
    whom: 'Who was concerned',
    role: 'Role',
    by: 'By whom',
    machineRoom: 'System operator',
    appointed: 'Appointed',
    'invited-again': 'Invited again',
    joined: 'Registered a passkey',
    'role-changed': 'Role changed',
    ended: 'Access ended',
  },
})

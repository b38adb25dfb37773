import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '募集のグループ',
    name: 'グループ',
    since: '参加した日時',
    left: 'やめた日時',
    why: 'グループをやめても、預けたデータと同意は、そのままです。',
    leave: 'グループをやめる',
  },
  'ja-easy': {
    title: '{募集|ぼしゅう}の グループ',
    name: 'グループ',
    since: '{参加|さんか}した とき',
    left: 'やめた とき',
    why: 'グループを やめても、{預|あず}けた データは そのままです。',
    leave: 'グループを やめる',
  },
  en: {
    title: 'Your group',
    name: 'Group',
    since: 'Joined',
    left: 'Left',
    why: 'If you leave the group, what you have deposited and agreed to stays as it is.',
    leave: 'Leave the group',
  },
})

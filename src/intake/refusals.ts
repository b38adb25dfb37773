import { defineRefusals } from '../kernel/index.ts'
import { repeatRefusals } from '../platform/decide-repeat.ts'

export const intakeRefusals = defineRefusals({
  'no-link': {
    status: 404,
    ja: 'このつながりは、ありません。終わったときは、本人に、新しいコードを出してもらってください。',
    jaEasy: 'この つながりは ありません。終わった ときは、新しい コードを もらって ください。',
    en: 'There is no such link. If it has ended, ask for a new code.',
  },
  'no-deposit': {
    status: 404,
    ja: 'このつながりで、そのファイルは受け取っていません。',
    jaEasy: 'その ファイルは もらって いません。',
    en: 'No such file came by this link.',
  },
  'not-read-yet': {
    status: 409,
    ja: 'まだ読んでいます。読み終わってから、もう一度送ってください。',
    jaEasy: 'まだ 読んで います。あとで もう一度 して ください。',
    en: 'It is still being read. Wait until that is done.',
  },
  'too-many-files': {
    status: 429,
    ja: 'いま、送られたほかのファイルを読んでいます。読み終わってから、もう一度送ってください。',
    jaEasy: 'ほかの ファイルを 読んで います。終わってから、もう一度 送って ください。',
    en: 'Other files of yours are still being read. Wait until that is done, then send this one again.',
  },
  ...repeatRefusals,
})

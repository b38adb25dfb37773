import { defineRefusals } from '../../kernel/index.ts'

/** Of who has left or moved away, wherever only those who take part may go on. */
export const takingPartRefusals = defineRefusals({
  'not-taking-part': {
    status: 409,
    ja: '退会か引っ越しの手続きをしたので、いまはできません。続けるときは、設定で「また参加する」をえらんでください。',
    jaEasy:
      'やめる 手続きを したので、いまは できません。つづける ときは、設定で「また 参加する」を えらんで ください。',
    en: 'You have left, or moved away, so this is not open now. To go on, choose to take part again in your settings.',
  },
})

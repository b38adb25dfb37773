import { defineRefusals } from '../../kernel/index.ts'

/** What is said of apps that residents let in. */
export const appRefusals = defineRefusals({
  'unknown-app': {
    status: 404,
    ja: 'このアプリは、この市に登録されていません。アプリをつくった人にお問い合わせください。何も変わっていません。',
    jaEasy:
      'この アプリは ここに ありません。アプリを つくった ひとに きいて ください。何も 変わって いません。',
    en: 'This app is not registered with this city. Please ask its maker. Nothing has changed.',
  },
  'unknown-app-address': {
    status: 400,
    ja: 'アプリのもどるところが、登録とちがいます。あぶないので、ここで止めました。何も変わっていません。',
    jaEasy: 'アプリの もどる ところが ちがいます。あぶないので、ここで 止めました。何も 変わって いません。',
    en: 'The place this app wants you to go back to is not the registered one, so this stops here. Nothing has changed.',
  },
  'app-not-asked': {
    status: 404,
    ja: 'アプリからのおたずねは、もうありません。答えたか、時間がたったか、ほかのアプリがあとからたずねました。もう一度、アプリから始めてください。',
    jaEasy: 'アプリの 質問は もう ありません。もう一度 アプリから はじめて ください。',
    en: 'This question of an app is not there any more: it was answered, is too old, or another app asked after it. Please begin again in the app.',
  },
  'nothing-let-in': {
    status: 422,
    ja: 'させてよいことを、1つ以上えらんでください。させたくないときは「ことわる」を押してください。',
    jaEasy: 'して よい ことを 1つ えらんで ください。いやな ときは「ことわる」を おして ください。',
    en: 'Choose at least one thing it may do. If it may do nothing, refuse.',
  },
  'not-let-in': {
    status: 403,
    ja: 'このアプリは、この操作を住民から許されていないか、そのトークンではありません。決めるのは住民です。/oidc/auth で、もう一度たずねてください。',
    jaEasy:
      'この アプリは、これを して よいと いわれて いません。決めるのは あなたです。アプリから もう一度 はじめて ください。',
    en: 'The resident has not let this app do this, or not with this token. That is for them to decide: ask them anew at /oidc/auth.',
  },
  'app-not-now': {
    status: 409,
    ja: 'やめる手続きをしたので、いまはアプリを使えるようにできません。続けるときは、設定で「また参加する」をえらんでください。',
    jaEasy:
      'やめる 手続きを したので、いまは できません。つづける ときは、設定で「また 参加する」を えらんで ください。',
    en: 'You have left, so no app can be let in now. To go on, choose to take part again in your settings.',
  },
})

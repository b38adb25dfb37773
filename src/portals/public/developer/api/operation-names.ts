import type { Sentence } from '../../../../kernel/index.ts'

/** What each operation is called by people. English is what its route says of itself; a test holds them together. */
export const operationNames: Readonly<Record<string, Sentence>> = {
  'GET /oidc/.well-known/openid-configuration': {
    ja: '認証サーバーの説明を読みます',
    jaEasy: 'トークンの もらいかたを よむ',
    en: 'What the OpenID provider offers',
  },
  'GET /oidc/jwks': {
    ja: 'トークンに署名する鍵を読みます',
    jaEasy: 'トークンの 鍵を よむ',
    en: 'The keys that sign access tokens',
  },
  'POST /oidc/token': {
    ja: 'アクセストークンをもらいます',
    jaEasy: 'アクセストークンを もらう',
    en: 'Get an access token',
  },
  'GET /oidc/outside/jwks': {
    ja: '外のサービスに見せる、市の公開鍵を読みます',
    jaEasy: '外の サービスに みせる 公開鍵を よむ',
    en: 'The keys by which this city proves itself at an outside OpenID provider',
  },
  'GET /exchange/v1/records': {
    ja: '全員の、新しいデータを読みます',
    jaEasy: 'みんなの あたらしい データを よむ',
    en: 'What is new in the consented records of all residents',
  },
  'GET /exchange/v1/residents/{subject}/records': {
    ja: '1人の、新しいデータを読みます',
    jaEasy: 'ひとりの あたらしい データを よむ',
    en: 'What is new in the consented records of one resident',
  },
  'GET /sandbox/v1/records': {
    ja: 'お試しの場で、全員の新しいデータを読みます',
    jaEasy: 'ためす ところで、みんなの データを よむ',
    en: 'What is new in the consented records of all residents',
  },
  'GET /sandbox/v1/residents/{subject}/records': {
    ja: 'お試しの場で、1人の新しいデータを読みます',
    jaEasy: 'ためす ところで、ひとりの データを よむ',
    en: 'What is new in the consented records of one resident',
  },
  'GET /sandbox/v1/uses': {
    ja: 'お試しの場で使える利用の一覧を読みます',
    jaEasy: 'ためす ところの つかいかたを よむ',
    en: 'The uses under which everything can be tried',
  },
  'GET /sandbox/v1/people': {
    ja: 'お試しの場の架空の20人を読みます',
    jaEasy: 'ためす ところの 20人を よむ',
    en: 'The twenty people of your sandbox',
  },
  'POST /sandbox/v1/people/{number}/changes': {
    ja: '架空の1人に、止める・もう一度同意する・取り消す・直すをさせます',
    jaEasy: 'ひとりに とめる・とりけす・なおす ことを させる',
    en: 'Let one of them stop, agree again, take a day back or have it corrected',
  },
}

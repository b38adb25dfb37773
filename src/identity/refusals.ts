import { defineRefusals } from '../kernel/index.ts'

export const identityRefusals = defineRefusals({
  'not-signed-in': {
    status: 401,
    ja: 'サインインしていないか、時間がたってサインインが終わりました。もう一度サインインしてください。',
    jaEasy: 'サインインが おわって います。もう一度 サインインして ください。',
    en: 'You are not signed in, or your session has ended. Please sign in again.',
  },
  'card-refused': {
    status: 422,
    ja: 'この番号と暗証番号では、サインインできませんでした。カードを確かめて、入れなおしてください。',
    jaEasy: 'この 番号と 暗証番号では、サインインできません。カードを もう一度 見て ください。',
    en: 'You could not be signed in with this number and PIN. Please check both and try again.',
  },
  'card-busy': {
    status: 503,
    ja: 'いま、サインインがこみあっています。少し待ってから、入れなおしてください。',
    jaEasy: 'いま、こみあって います。すこし まって ください。',
    en: 'Many people are signing in at the moment. Please wait a little and try again.',
  },
  'no-card': {
    status: 404,
    ja: 'この住民のカードはありません。',
    jaEasy: 'この 住民の カードは ありません。',
    en: 'This resident has no card.',
  },
  'no-such-resident': {
    status: 404,
    ja: 'この住民は登録されていません。',
    jaEasy: 'この 住民は いません。',
    en: 'There is no such resident.',
  },
  'no-token': {
    status: 401,
    ja: 'アクセストークンがありません。',
    jaEasy: 'アクセストークンが ありません。',
    en: 'There is no access token.',
  },
  'bad-token': {
    status: 401,
    ja: 'アクセストークンが正しくありません。',
    jaEasy: 'アクセストークンが 正しく ありません。',
    en: 'The access token is not valid here.',
  },
  'expired-token': {
    status: 401,
    ja: 'アクセストークンの期限が切れています。新しいトークンを取得してください。',
    jaEasy: 'アクセストークンの 期限が すぎました。新しい ものを もらって ください。',
    en: 'The access token has expired. Please ask for a new one.',
  },
  'private-key': {
    status: 422,
    ja: '秘密鍵が含まれています。公開鍵だけを登録してください。この鍵は、もう使わないでください。',
    jaEasy: '秘密の 鍵が 入って います。公開鍵だけを 登録して ください。この 鍵は もう 使わないで ください。',
    en: 'A private key was sent. Register the public key only, and do not use this key any more.',
  },
  'unusable-key': {
    status: 422,
    ja: 'この鍵は使えません。Ed25519、P-256、または2048ビット以上のRSAの公開鍵を、kid を付けて登録してください。',
    jaEasy: 'この 鍵は 使えません。',
    en: 'This key cannot be used. Register Ed25519, P-256 or RSA public keys of at least 2048 bits, each with a kid.',
  },
  'client-exists': {
    status: 409,
    ja: 'このクライアントIDは登録済みです。',
    jaEasy: 'この 名前は もう あります。',
    en: 'This client id is already registered.',
  },
  'unknown-vendor': {
    status: 404,
    ja: 'この事業者は登録されていません。',
    jaEasy: 'この 会社は ありません。',
    en: 'There is no such company.',
  },
  'demo-only': {
    status: 403,
    ja: 'デモのときだけ使えます。',
    jaEasy: 'デモの ときだけ 使えます。',
    en: 'This exists in the demo only.',
  },
  'no-demo-key': {
    status: 404,
    ja: 'このクライアントのデモ用の鍵はありません。',
    jaEasy: 'デモの 鍵が ありません。',
    en: 'There is no demo key of such a client.',
  },
  'not-running': {
    status: 503,
    ja: 'サーバーが応答しません。起動しているか確かめてください。',
    jaEasy: 'サーバーが 答えません。動いて いるか 見て ください。',
    en: 'The server does not answer. Please check that it is running.',
  },
})

import { defineWords } from './ui/index.ts'

export const keyWords = defineWords({
  ja: {
    key: '公開鍵',
    keyHint:
      'JWK か、openssl が書いた PEM をはり付けてください。P-256 か Ed25519 が使えます。画面に残るのは、公開鍵だけです。',
    'no-key': '公開鍵をはり付けてください。秘密鍵は入れないでください。',
  },
  'ja-easy': {
    key: '{公開鍵|こうかいかぎ}',
    keyHint:
      'JWK か PEM を {入|い}れて ください。P-256 か Ed25519 です。{画面|がめん}に のこるのは {公開鍵|こうかいかぎ}だけです。',
    'no-key':
      '{公開鍵|こうかいかぎ}を {入|い}れて ください。{秘密|ひみつ}の {鍵|かぎ}は {入|い}れないで ください。',
  },
  en: {
    key: 'Public key',
    keyHint:
      'Paste a JWK, or PEM as written by openssl. P-256 and Ed25519 can be used. Only what is surely a public key stays on this page.',
    'no-key': 'Paste the public key. Please do not paste the private key.',
  },
})

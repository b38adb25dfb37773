import { defineWords } from './ui/index.ts'

export const keyWords = defineWords({
  ja: {
    key: '公開鍵',
    keyHint: 'JWK か、openssl が書いた PEM をはり付けてください。P-256 か Ed25519 が使えます。',
  },
  'ja-easy': {
    key: '{公開鍵|こうかいかぎ}',
    keyHint: 'JWK か PEM を {入|い}れて ください。P-256 か Ed25519 です。',
  },
  en: {
    key: 'Public key',
    keyHint: 'Paste a JWK, or PEM as written by openssl. P-256 and Ed25519 can be used.',
  },
})

import type { Promoted, PromoteRefusal } from '../../standby/index.ts'

const remedies: Readonly<Record<PromoteRefusal, { ja: string; en: string }>> = {
  'never-a-standby': {
    ja: 'この機械は、2台目ではありません。AZUKARI_JOURNAL に、azukari standby が受け取った写しがありません。',
    en: 'This is no second machine: below AZUKARI_JOURNAL there is no copy that azukari standby took.',
  },
  'primary-answers': {
    ja: '1台目の PostgreSQL が、まだ答えます。先に1台目を止めて（電源を切るか、ネットワークから外して）、もう一度実行してください。',
    en: 'PostgreSQL on the first machine still answers. Stop that machine first (power, or network), and run this again.',
  },
  'still-streams': {
    ja: '1台目から、まだデータが届いています。1台目を止めてください。電源が切れているのを見たなら --the-machine-is-off を付けます。',
    en: 'Data still comes from the first machine. Stop it; if you have seen that it is off, say --the-machine-is-off.',
  },
  'heard-lately': {
    ja: '1台目から、たったいま連絡がありました。10秒たっても連絡がなければ、もう一度実行してください。電源が切れているのを見たなら --the-machine-is-off を付けます。',
    en: 'The first machine was heard just now. Run this again after ten seconds of silence, or say --the-machine-is-off if you have seen that it is.',
  },
  'not-known': {
    ja: `1台目が、2台目に伝えられないまま「止めました」と答えたことがあるかもしれません。次のどれかを選んでください。
  --journal DIR             1台目の停止の控え（別のディスク）がある。いちばんよい方法です
  --nothing-confirmed-alone 上の時刻のあと、1台目は動いていなかった（だれの画面にも答えていない）と確かめた
  --freeze-consents         どちらでもない。すべての同意を止めて、もう一度おたずねする（freeze-consents と同じ）`,
    en: `The first machine may have confirmed stops that it could not tell this one. Choose:
  --journal DIR             its own journal (the second disk) is at hand; the best way
  --nothing-confirmed-alone it is certain that it answered nobody after the time above
  --freeze-consents         neither: every consent is frozen and everybody is asked again (like freeze-consents)`,
  },
  'nothing-there': {
    ja: '--journal のフォルダーに、<都市>/stops.journal がありません。1台目の AZUKARI_JOURNAL だったフォルダーを指定してください。',
    en: 'There is no <city>/stops.journal below --journal. Name the folder that was AZUKARI_JOURNAL on the first machine.',
  },
  older: {
    ja: '--journal のフォルダーは、この機械の写しより古いものです。1台目のいちばん新しいディスクを指定してください。',
    en: 'What lies below --journal is older than the copy here. Name the newest disk of the first machine.',
  },
  'another-journal': {
    ja: '--journal のフォルダーは、この機械の写しの続きではありません。別の都市か、別のデータベースのものです。',
    en: 'What lies below --journal is not how the copy here goes on: it is that of another city or database.',
  },
}

/** Why it was not done, and what to do; with when the first machine was heard last. */
export function refusedPromotion({ because, heard }: Extract<Promoted, { ok: false }>): string {
  const { ja, en } = remedies[because]
  return `${lastContacts(heard)}${ja}\n${en}\n`
}

/** What was done, and what to start now. */
export function toldOfPromotion({ already, heard, bytes }: Extract<Promoted, { ok: true }>): string {
  const first = already
    ? '✓ この機械は、すでに本番になっています · this machine has taken over already'
    : `✓ この機械が本番になりました（控えから ${String(bytes)} バイトを加えました） · this machine has taken over (${String(bytes)} bytes added to the journal)`
  return `${first}
${lastContacts(heard)}  次に · Now:
  1. AZUKARI_STANDBY を外して azukari serve を起動し、リバースプロキシをこの機械に向けます · start azukari serve without AZUKARI_STANDBY, and point the proxy here
  2. azukari standby は動かしたままにします。前の1台目が起動しても、それを聞いて終わります · keep azukari standby running: should the old machine start, it hears of this and ends
  3. 前の1台目を、新しい2台目にします（docs/operations.md） · make the old machine the new standby`
}

function lastContacts(heard: Promoted['heard']): string {
  return Object.entries(heard)
    .map(
      ([city, { heardAt, completeAt }]) =>
        `  ${city}: 最後の連絡 · last heard ${heardAt}、すべてそろっていた · had everything at ${completeAt ?? '—'}\n`,
    )
    .join('')
}

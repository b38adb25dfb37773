import { addDays, localDayOf, localDaySchema, Personal } from '../../kernel/index.ts'
import {
  BirthDayText,
  Card,
  Chart,
  Chips,
  ChoicePair,
  Code,
  CutLine,
  DefinitionList,
  Details,
  EmptyState,
  Form,
  LinkButton,
  LinkCard,
  LinkLine,
  Notice,
  Page,
  PhoneLink,
  QrCode,
  ReceiptFigures,
  ReceiptNumber,
  ScreenOnly,
  StatusMessage,
  SwitchRow,
  Table,
  Tabs,
  TimeText,
  counted,
  type City,
  type DayValue,
  type View,
} from './index.ts'
import { Entries } from './specimen-entries.tsx'

/** Every component once, for the tests of markup. No page of the city. */
export const specimenView: View = {
  locale: 'ja',
  ruby: false,
  largeText: false,
  nonce: 'nonce-of-this-answer',
  csrfToken: 'token-of-this-session',
  portal: 'resident',
  path: '/companies?by=data',
  signedIn: { displayName: new Personal('青木 花子') },
  demo: { now: new Date('2026-11-23T01:32:00Z') },
}

export const specimenCity: City = {
  name: 'みその市',
  contact: { name: 'みその市 データ相談窓口', phone: '048-000-0000', hours: '平日 8時30分〜17時15分' },
}

const now = new Date('2026-11-23T01:32:00Z')

/** Thirty days of steps with gaps, the same on every run. */
const steps: DayValue[] = Array.from({ length: 30 }, (_, index) => ({
  day: localDayOf(addDays(now, index - 29)),
  value: index % 11 === 4 ? null : 4000 + ((index * 2971) % 7800),
}))

const weights: DayValue[] = steps
  .slice(0, 21)
  .map(({ day, value }, index) => ({ day, value: value === null ? null : 58.4 + ((index * 7) % 9) / 10 }))

export function Specimen({ view = specimenView }: { view?: View }) {
  const status = <StatusMessage title="保存しました。" />
  return (
    <Page
      view={view}
      city={specimenCity}
      title="データを使う会社"
      heading={
        <>
          <strong>3社</strong>が、あなたのデータを<strong>4つの目的</strong>で使えます。
        </>
      }
      section="companies"
      status={status}
    >
      <Switches />
      <Ways />
      <Reading />
      <Messages />
      <Entries />
      <Consent />
      <Charts />
    </Page>
  )
}

const shared = {
  company: 'さくら薬局',
  companyHidden: true,
  stopAction: '/companies/stop',
  agreeHref: '/consent/1',
}

function Switches() {
  return (
    <>
      <p>
        止めると、これから新しくわたすことはありません。すでにわたしたデータは、消してもらうことができます。
      </p>
      <h2>さくら薬局が使うデータ</h2>
      <SwitchRow
        {...shared}
        id="steps"
        data="歩数"
        purpose="お薬と運動の相談に使う"
        state="on"
        stopFields={{ item: 'steps' }}
      >
        <Details summary="くわしく見る">
          <p>毎週月曜日に、前の週の歩数をまとめて受け取ります。</p>
        </Details>
      </SwitchRow>
      <Stopped />
    </>
  )
}

function Stopped() {
  return (
    <SwitchRow
      {...shared}
      id="weight"
      data="体重"
      purpose="食事の相談に使う"
      state="off"
      message={
        <StatusMessage
          title="止めました（10時32分）。"
          actions={
            <>
              <LinkButton href="/undo">もとにもどす</LinkButton>
              <LinkButton href="/receipts/1">控えを見る</LinkButton>
              <LinkButton href="/erase">消してもらう</LinkButton>
            </>
          }
        >
          <p>これから新しくわたしません。すでにわたした分は下のとおりです。</p>
          <p>
            <ReceiptNumber number="2026-1123-0007" />
          </p>
        </StatusMessage>
      }
    />
  )
}

function Ways() {
  return (
    <>
      <Tabs
        label="見かた"
        tabs={[
          { href: '/companies', label: '会社ごと', current: true },
          { href: '/companies?by=data', label: 'データごと', current: false },
        ]}
      />
      <Table
        caption="データを使う会社"
        captionHidden
        linked
        columns={[
          {
            label: '会社',
            cell: (row) => (
              <>
                <a href="/companies/sakura">{row.company}</a> <span class="row-kind">薬局</span>
              </>
            ),
          },
          {
            label: '使ってよいデータ',
            unlabelled: true,
            cell: () => <Chips chips={[{ icon: 'check', word: '歩数', tone: 'on' }]} />,
          },
          { label: '最後に使った日', cell: () => <TimeText at={localDayOf(now)} /> },
        ]}
        rows={[{ company: 'さくら薬局' }]}
      />
    </>
  )
}

const provisions = [
  { at: now, who: 'さくら薬局 相談窓口', what: '歩数', count: 7 },
  { at: addDays(now, -7), who: 'さくら薬局 相談窓口', what: '歩数・体重', count: 14 },
]

function Reading() {
  return (
    <>
      <h2>利用の記録</h2>
      <Table
        caption="この2週間にわたしたもの"
        columns={[
          { label: 'だれが', cell: (row) => row.who },
          { label: 'いつ', cell: (row) => <TimeText at={row.at} /> },
          { label: 'なにを', cell: (row) => row.what },
          { label: '数', numeric: true, cell: (row) => counted('ja', row.count, 'record') },
          { label: '控え', cell: () => <ReceiptFigures number="7Q4K-M29D-XA3F" /> },
        ]}
        rows={provisions}
      />
      <QrCode text="https://city.example/verify" label="QRコード：この控えの記録を確かめます">
        スマートフォンで読むと、この控えの記録を確かめられます。
      </QrCode>
      <LinkLine href="/companies">データを使う会社へもどる</LinkLine>
      <LinkCard href="/companies/sakura" heading="さくら薬局">
        <Chips
          chips={[
            { icon: 'company', word: '薬局' },
            { icon: 'check', word: '歩数', tone: 'on' },
            { icon: 'warning', word: 'とくに大切な情報', tone: 'sensitive' },
          ]}
        />
      </LinkCard>
      <EmptyState
        title="まだ預けたデータがありません。"
        why="スマートフォンや時計のデータを預けると、ここで見ることができます。"
        next={
          <LinkButton href="/deposits/new" kind="primary">
            データを預ける
          </LinkButton>
        }
      />
    </>
  )
}

function Messages() {
  return (
    <>
      <Code text={'curl http://localhost:3000/openapi.json'} />
      <h2>お知らせ</h2>
      <Notice kind="info" title="この会社は、あなたの名前を受け取りません。">
        <p>ただし、会社が自分のレシートなどから気づくことがあります。</p>
      </Notice>
      <Notice kind="warning" title="10時31分に始まった受け渡し1件は終わっています。" />
      <Notice kind="error" title="まだ止まっていません。">
        <p>
          お電話ください。
          <PhoneLink phone="048-000-0000" />
        </p>
      </Notice>
    </>
  )
}

function Consent() {
  return (
    <>
      <h2>さくら薬局に使ってよいですか</h2>
      <Card heading="この利用について" level={3}>
        <DefinitionList
          of={[
            { term: 'だれが', is: 'さくら薬局株式会社' },
            { term: 'なにを', is: '歩数（1日ごと）' },
            { term: 'なんのために', is: 'お薬と運動の相談に使うため' },
            { term: '生まれた日', is: <BirthDayText on={localDaySchema.parse('1946-05-02')} /> },
            { term: 'いつまで', is: <TimeText at={localDayOf(addDays(now, 365))} /> },
          ]}
        />
        <Details summary="規約の全文を読む">
          <p>第1条 …</p>
        </Details>
      </Card>
      <CutLine>この線で切りはなします。</CutLine>
      <ScreenOnly>
        <p>印刷して、本人だけにわたしてください。</p>
      </ScreenOnly>
      <Form action="/consent/1">
        <ChoicePair name="answer" laterHref="/home" />
      </Form>
    </>
  )
}

const unit = (ja: string, en = ja) => ({ ja, jaEasy: ja, en })

function Charts() {
  return (
    <>
      <h2>あなたのデータ</h2>
      <Chart title="歩数" kind="bar" unit={unit('歩', 'steps')} days={steps} />
      <Chart title="体重" kind="line" unit={unit('kg')} digits={1} days={weights} />
      <Chart title="体温" kind="line" unit={unit('℃')} digits={1} days={weights.slice(0, 1)} />
      <Chart title="血圧" kind="line" unit={unit('mmHg')} days={[]} />
    </>
  )
}

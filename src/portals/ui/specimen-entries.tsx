import {
  Actions,
  CheckboxList,
  DateField,
  ErrorSummary,
  Field,
  FileField,
  Form,
  LinkButton,
  Progress,
  RadioList,
  SearchForm,
  Steps,
  SubmitButton,
} from './index.ts'

/** The part of the specimen that a person fills in, and what waits for them. */
export function Entries() {
  return (
    <>
      <h2>データを預ける</h2>
      <Steps names={['ファイルを選ぶ', '内容を確かめる', '預ける']} now={2} />
      <ErrorSummary errors={[{ name: 'day', message: '生まれた日を、数字で入れてください。' }]} />
      <Form action="/deposits" withFile fields={{ version: '1' }}>
        <DateField
          name="day"
          label="生まれた日"
          autoComplete="bday"
          example="birth"
          error="生まれた日を、数字で入れてください。"
          required
        />
        <Field name="message" label="つたえたいこと" maxLength={100} />
        <Field name="secret" type="password" inputMode="numeric" autoComplete="off" label="暗証番号" />
        <FileField
          name="file"
          label="預けるファイル"
          hint="Apple ヘルスケアの書き出し（zip）またはFIT"
          accept=".zip,.xml,.fit"
          required
        />
        <Choices />
        <Actions>
          <SubmitButton>内容を確かめる</SubmitButton>
          <LinkButton href="/home">やめる</LinkButton>
        </Actions>
      </Form>
      <Searching />
      <Waiting />
    </>
  )
}

function Searching() {
  return (
    <SearchForm
      action="/companies/browse"
      label="ことばでさがす"
      hint="会社の名前、データ、目的など"
      words="歩数"
      submit="さがす"
      maxLength={60}
      fields={{ by: 'purpose' }}
    />
  )
}

function Choices() {
  return (
    <>
      <CheckboxList
        name="items"
        label="いっしょに預けるもの"
        hint="とくに大切な情報は、選んだものだけを預けます。"
        options={[
          { value: 'route', label: '歩いた道すじ', hint: '住んでいる場所がわかることがあります。' },
          { value: 'medication', label: '飲んだ薬' },
        ]}
      />
      <RadioList
        name="size"
        label="文字の大きさ"
        value="usual"
        options={[
          { value: 'usual', label: 'ふつう' },
          { value: 'large', label: '大きい', hint: 'すべてのページの文字が大きくなります。' },
        ]}
      />
    </>
  )
}

function Waiting() {
  return (
    <>
      <Actions>
        <SubmitButton kind="danger">ぜんぶ止める</SubmitButton>
        <SubmitButton kind="secondary" unavailable="控えができてから印刷できます。">
          印刷する
        </SubmitButton>
      </Actions>
      <Progress label="ファイルを読んでいます" done={420} all={1000} />
      <Progress label="順番を待っています" />
    </>
  )
}

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { CheckboxList, DateField, ErrorSummary, Field, FileField, Form } from '../index.ts'
import { readTypedDay, type LocalDay } from '../../../kernel/index.ts'
import { specimenView } from '../specimen.tsx'
import { ViewContext, type Locale } from '../view.ts'
import type { Option } from './option.tsx'

const html = (element: VNode, locale: Locale = 'ja') =>
  renderToString(<ViewContext.Provider value={{ ...specimenView, locale }}>{element}</ViewContext.Provider>)
const read = (markup: string) => markup.replaceAll(/<rt>.*?<\/rt>|<[^>]+>/gu, '')

describe('A list of ticks', () => {
  const options = [{ value: 'route', label: '歩いた道すじ' }] as const

  it('has nothing ticked, and asks browsers not to tick again', () => {
    const markup = html(<CheckboxList name="items" label="預けるもの" options={options} />)
    expect(markup).not.toMatch(/checked/u)
    expect(markup).toContain('autocomplete="off"')
  })

  it('cannot be given a tick', () => {
    // @ts-expect-error nothing is on before a person has put it on
    const ticked: Option[] = [{ value: 'route', label: '歩いた道すじ', checked: true }]
    const markup = html(<CheckboxList name="items" label="預けるもの" options={ticked} />)
    expect(markup).not.toMatch(/checked/u)
  })
})

describe('An entry', () => {
  it('is named by its label and described by hint and error', () => {
    const markup = html(<Field name="day" label="日" hint="例" error="直してください" value="x" required />)
    expect(markup).toContain('<label class="label" for="day">')
    expect(markup).toContain('aria-describedby="day-hint day-error" aria-invalid="true"')
    expect(markup).toContain('value="x"')
  })

  it('without hint or error points nowhere', () => {
    expect(html(<Field name="day" label="日" />)).not.toMatch(/aria-describedby|aria-invalid/u)
  })

  it('that is required is not called wrong before it was filled in', () => {
    const file = html(<FileField name="file" label="ファイル" accept=".zip" required />)
    expect(file).toContain('aria-invalid="false"')
    expect(html(<Field name="day" label="日" required />)).toContain('aria-invalid="false"')
  })

  it('keeps what was typed, escaped', () => {
    expect(html(<Field name="a" label="b" value={'"><b>'} />)).toContain('value="&quot;>&lt;b>"')
  })
})

describe('An entry for a day', () => {
  it('is one entry of text, with an example in each calendar that can be typed as it stands there', () => {
    const markup = html(
      <DateField name="born" label="日" value="S21.5.2" autoComplete="off" example="birth" />,
    )
    expect(markup.match(/<input/gu)).toHaveLength(1)
    expect(markup).toContain('type="text" value="S21.5.2"')
    expect(markup).toContain('autocomplete="off"')
    for (const day of ['1946-05-02', '2026-11-28', '2019-05-01'] as LocalDay[])
      for (const locale of ['ja', 'ja-easy', 'en'] as const) {
        const examples = /\d{4}年\d+月\d+日|\d{4}-\d+-\d+|(昭和|令和)(\d+|元)年\d+月\d+日|[SR]\d+\.\d+\.\d+/gu
        const hint = html(<DateField name="day" label="日" autoComplete="off" example={day} />, locale)
        const typed = read(hint).match(examples) ?? []
        expect(typed).toHaveLength(locale === 'ja' ? 3 : 2)
        for (const example of typed) expect(readTypedDay(example)).toBe(day)
      }
  })
})

describe('The example of a day', () => {
  it('is a date of birth where one is asked for, and else the day that is today', () => {
    const [born, begins] = (['birth', '2027-03-01' as LocalDay] as const).map((example) =>
      read(html(<DateField name="day" label="日" autoComplete="off" example={example} />)),
    )
    expect(born).toContain('1946年5月2日')
    expect(begins).toContain('2027年3月1日')
    expect(begins).toContain('R9.3.1')
    expect(begins).not.toMatch(/19\d\d|昭和/u)
  })
})

describe('A form with a file', () => {
  it('sends the token before the file', () => {
    const markup = html(
      <Form action="/deposits" withFile>
        <FileField name="file" label="ファイル" accept=".zip" />
      </Form>,
    )
    expect(markup).toContain('enctype="multipart/form-data"')
    expect(markup.indexOf('name="_csrf"')).toBeLessThan(markup.indexOf('type="file"'))
  })
})

describe('The summary of errors', () => {
  it('counts them and leads to each', () => {
    const markup = html(<ErrorSummary errors={[{ name: 'day', message: '直してください' }]} />)
    expect(markup).toContain('role="alert"')
    expect(markup).toContain('<a href="#day">直してください</a>')
    expect(markup).toContain('1か所を直してください')
  })

  it('is not there when there is nothing to correct', () => {
    expect(html(<ErrorSummary errors={[]} />)).toBe('')
  })
})
